package io.pyctor.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.pyctor.sample.Desk.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Single orders, good and bad ones.
 */
class OrderTests {

	private static Desk desk;

	@BeforeAll
	static void start() {
		desk = Desk.start();
	}

	@AfterAll
	static void close() {
		desk.close();
	}

	@Test
	void orderIsStoredThenPaid() {
		Answer answer = desk.order("Ada", "TEA-MINT-50", 3);
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.map()).containsEntry("customer", "Ada")
			.containsEntry("sku", "TEA-MINT-50")
			.containsEntry("quantity", 3)
			.containsEntry("amount", 10.20)
			.containsEntry("status", "OPEN");
		String location = answer.header("location");
		assertThat(location).isEqualTo("/orders/" + answer.number("id"));
		Awaitility.await().untilAsserted(() -> assertThat(desk.get(location).map()).containsEntry("status", "PAID"));
		desk.settled();
		assertThat(desk.get("/stock/TEA-MINT-50").map()).containsEntry("received", 2000)
			.containsEntry("onHand", 1997)
			.containsEntry("sold", 3);
	}

	@Test
	void invalidOrderIsProblemThatNamesEachField() {
		Answer answer = desk.order(" ", "TEA-X", 0);
		assertProblem(answer, 400);
		assertThat(answer.map()).containsEntry("errors", List.of("customer must not be blank",
				"quantity must be greater than or equal to 1", "sku is not in the catalogue"));
	}

	@Test
	void orderWithoutQuantityIsProblem() {
		Answer answer = desk.post("/orders", "application/json", "{\"customer\":\"Ada\",\"sku\":\"TEA-MINT-50\"}");
		assertProblem(answer, 400);
		assertThat(answer.map()).containsEntry("errors", List.of("quantity must not be null"));
	}

	@Test
	void halfAPieceIsProblem() {
		assertProblem(desk.order("Ada", "TEA-MINT-50", 1.5), 400);
	}

	@Test
	void malformedBodyIsProblem() {
		assertProblem(desk.post("/orders", "application/json", "{\"customer\":"), 400);
		assertProblem(desk.post("/orders", "text/plain", "tea, please"), 415);
	}

	@Test
	void unknownIsProblem() {
		assertProblem(desk.get("/orders/999999"), 404);
		assertProblem(desk.get("/orders/last"), 400);
		assertProblem(desk.get("/stock/TEA-X"), 404);
		assertProblem(desk.get("/nothing"), 404);
	}

	@Test
	void longestCustomerIsTaken() {
		assertThat(desk.order("x".repeat(80), "TEA-MINT-50", 1).status()).isEqualTo(201);
		assertProblem(desk.order("x".repeat(81), "TEA-MINT-50", 1), 400);
	}

	@Test
	void healthAndMetersAreExposed() {
		assertThat(desk.get("/actuator/health").map()).containsEntry("status", "UP");
		assertThat(desk.get("/actuator/info").status()).isEqualTo(200);
		Map<String, Object> meter = desk.get("/actuator/metrics/pyctor.mailbox.size").map();
		assertThat(meter).containsEntry("name", "pyctor.mailbox.size");
	}

	private static void assertProblem(Answer answer, int status) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.type()).isEqualTo("application/problem+json");
		assertThat(answer.map()).containsEntry("status", status).containsKeys("title", "detail", "instance");
	}

}
