package io.pyctor.sample;

import java.util.Map;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gateway fails, and no order is lost.
 */
@ExtendWith(OutputCaptureExtension.class)
class PaymentFailureTests {

	private static final int ORDERS = 100;

	@Test
	void orderIsPaidWhenTheGatewayFailsNowAndThen() {
		try (Desk desk = Desk.start("sample.payment.failure-rate=0.5", "sample.order.payment-attempts=50",
				"sample.order.retry-after=1ms")) {
			placeOrders(desk);
			assertThat(desk.settled()).containsEntry("paid", ORDERS);
			assertThat(failedPayments(desk)).isPositive();
		}
	}

	@Test
	void orderIsCancelledWhenTheGatewayKeepsFailing() {
		try (Desk desk = Desk.start("sample.payment.failure-rate=1", "sample.order.retry-after=1ms")) {
			placeOrders(desk);
			assertThat(desk.settled()).containsEntry("cancelled", ORDERS)
				.containsEntry("reasons", Map.of("payment failed 3 times", ORDERS));
			assertThat(failedPayments(desk)).isEqualTo(3 * ORDERS);
			assertThat(desk.get("/stock/CHOC-NUT").map()).containsEntry("onHand", 3000).containsEntry("sold", 0);
		}
	}

	@Test
	void orderThatGivesUpReleasesItsStockAndLateMoneyGoesBack(CapturedOutput output) {
		try (Desk desk = Desk.start("sample.payment.failure-rate=0", "sample.payment.latency=600ms",
				"sample.order.payment-timeout=100ms")) {
			long id = desk.order("Ada", "CHOC-NUT", 1).number("id");
			assertThat(desk.settled()).containsEntry("reasons", Map.of("payment timed out", 1));
			assertThat(desk.get("/stock/CHOC-NUT").map()).containsEntry("onHand", 3000).containsEntry("sold", 0);
			Awaitility.await().untilAsserted(() -> assertThat(output).contains("Order " + id + " was refunded"));
		}
	}

	private static void placeOrders(Desk desk) {
		IntStream.range(0, ORDERS)
			.mapToObj((i) -> desk.orderAsync("Client " + i, "CHOC-NUT", 2))
			.toList()
			.forEach((order) -> assertThat(order.join().status()).isEqualTo(201));
	}

	private static long failedPayments(Desk desk) {
		return desk.get("/actuator/actors/user/payments")
			.list("children")
			.stream()
			.mapToLong((worker) -> ((Number) worker.get("failed")).longValue())
			.sum();
	}

}
