package io.pyctor.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.pyctor.sample.Desk.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many clients want the last pieces at the same time.
 */
class NoOversellTests {

	private static final int CLIENTS = 300;

	/** How many teapots there are. */
	private static final int TEAPOTS = 80;

	@Test
	void concurrentOrdersSellWhatIsThereAndNotOneMore() {
		try (Desk desk = Desk.start()) {
			List<CompletableFuture<Answer>> orders = IntStream.range(0, CLIENTS)
				.mapToObj((i) -> desk.orderAsync("Client " + i, "TEAPOT-CAST", 1))
				.toList();
			assertThat(orders).allMatch((order) -> order.join().status() == 201);
			assertThat(desk.settled()).containsEntry("paid", TEAPOTS)
				.containsEntry("cancelled", CLIENTS - TEAPOTS)
				.containsEntry("reasons", Map.of("out of stock", CLIENTS - TEAPOTS));
			assertThat(desk.get("/stock/TEAPOT-CAST").map()).containsEntry("onHand", 0).containsEntry("sold", TEAPOTS);
		}
	}

}
