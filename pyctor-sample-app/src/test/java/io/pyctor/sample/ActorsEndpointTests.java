package io.pyctor.sample;

import java.util.List;
import java.util.Map;

import io.pyctor.sample.Desk.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The living actors can be looked at.
 */
class ActorsEndpointTests {

	@Test
	void treeShowsDesksAndTheirChildren() {
		try (Desk desk = Desk.start("sample.payment.latency=10s", "sample.order.drain-timeout=1ms",
				"pyctor.shutdown-timeout=100ms")) {
			long id = desk.order("Ada", "CHOC-NUT", 1).number("id");
			// The order is answered when it is stored, and its actor begins a moment
			// later.
			await().untilAsserted(() -> {
				Answer tree = desk.get("/actuator/actors");
				assertThat(tree.status()).isEqualTo(200);
				assertThat(tree.body()).contains("/user/orderDesk/store", "/user/orderDesk/order-" + id,
						"/user/stock/CHOC-NUT", "/user/payments/worker-8");
			});
			assertThat(children(desk, "stock")).hasSize(1);
			assertThat(children(desk, "payments")).hasSize(8);
			assertThat(desk.get("/actuator/actors/user/nobody").status()).isEqualTo(404);
		}
	}

	private static List<Map<String, Object>> children(Desk desk, String name) {
		return desk.get("/actuator/actors/user/" + name).list("children");
	}

}
