package io.pyctor.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.pyctor.sample.Desk.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More orders come in than the database takes: those for which there is no place are
 * refused at once, the others are stored when it goes on. {@code .ci/overload} does it
 * for a minute.
 */
class OverloadTests {

	private static final int CAPACITY = 20;

	@Test
	void ordersWithoutAPlaceAreRefusedAtOnceAndTheOthersAreStored() throws SQLException {
		try (Desk desk = Desk.start("pyctor.actors.orderIntake.capacity=" + CAPACITY)) {
			List<CompletableFuture<Answer>> orders;
			Answer refused;
			Answer result;
			try (Connection connection = desk.bean(DataSource.class).getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("set exclusive 1");
				orders = IntStream.range(0, 100)
					.mapToObj((i) -> desk.orderAsync("Client " + i, "CHOC-NUT", 1))
					.toList();
				refused = (Answer) CompletableFuture.anyOf(orders.toArray(CompletableFuture[]::new)).join();
				result = desk.importCsv("customer,sku,quantity\n" + "Ada,CHOC-NUT,1\n".repeat(5));
				statement.execute("set exclusive 0");
			}
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("retry-after")).isEqualTo("1");
			assertThat(refused.type()).isEqualTo("application/problem+json");
			List<Integer> answers = orders.stream().map((order) -> order.join().status()).toList();
			assertThat(answers).containsOnly(201, 503);
			long stored = answers.stream().filter((status) -> status == 201).count();
			assertThat(stored).isGreaterThanOrEqualTo(CAPACITY);
			assertThat(result.list("refusals")).hasSize(5)
				.allSatisfy((line) -> assertThat(line).containsEntry("reason", "too many orders wait to be stored"));
			assertThat(desk.settled()).containsEntry("orders", (int) stored).containsEntry("paid", (int) stored);
			assertThat(desk.order("Ada", "CHOC-NUT", 1).status()).isEqualTo(201);
		}
	}

}
