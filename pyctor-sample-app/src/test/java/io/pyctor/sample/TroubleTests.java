package io.pyctor.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import io.pyctor.ActorSystem;
import io.pyctor.sample.Desk.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client sees when something within the order desk does not work.
 */
class TroubleTests {

	@Test
	void databaseThatHangsIsGatewayTimeout() throws SQLException {
		try (Desk desk = Desk.start("pyctor.ask-timeout=300ms")) {
			try (Connection connection = desk.bean(DataSource.class).getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("set exclusive 1");
				Answer order = desk.order("Ada", "CHOC-NUT", 1);
				assertThat(order.type()).isEqualTo("application/problem+json");
				assertThat(order.status()).isEqualTo(504);
				Answer result = desk.importCsv("customer,sku,quantity\nAda\n" + "Ada,CHOC-NUT,1\n".repeat(1000));
				assertThat(result.status()).isEqualTo(504);
				assertThat(result.type()).isEqualTo("application/problem+json");
				@SuppressWarnings("unchecked")
				Map<String, Integer> sums = (Map<String, Integer>) result.map().get("result");
				assertThat(sums.get("unanswered")).isPositive();
				assertThat(sums.get("accepted") + sums.get("refused") + sums.get("unanswered"))
					.isEqualTo(sums.get("lines"));
				statement.execute("set exclusive 0");
			}
			assertThat(desk.order("Ada", "CHOC-NUT", 1).status()).isEqualTo(201);
			desk.settled();
		}
	}

	@Test
	void deskThatIsClosedIsServiceUnavailable() {
		try (Desk desk = Desk.start()) {
			ActorSystem system = desk.bean(ActorSystem.class);
			system.stop(system.find("/user/orderIntake").orElseThrow());
			Awaitility.await().until(() -> system.find("/user/orderIntake").isEmpty());
			Answer answer = desk.order("Ada", "CHOC-NUT", 1);
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.type()).isEqualTo("application/problem+json");
			assertThat(answer.map()).containsEntry("detail", "The order desk is closed");
		}
	}

}
