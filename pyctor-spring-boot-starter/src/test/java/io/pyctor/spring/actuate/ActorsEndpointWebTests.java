package io.pyctor.spring.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.pyctor.Actor;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorFactories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint, the meters and the health over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=health,metrics,actors",
				"management.endpoint.health.show-details=always", "spring.application.name=shop" })
class ActorsEndpointWebTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private ActorRef orders;

	@Test
	void treeOfActorsIsShown() throws Exception {
		ask("42");
		HttpResponse<String> response = get("/actuator/actors");
		assertThat(response.statusCode()).isEqualTo(200);
		String body = response.body();
		assertThat(JsonPath.<String>read(body, "$.system")).isEqualTo("shop");
		assertThat(JsonPath.<String>read(body, "$.actors.path")).isEqualTo("/user");
		assertThat(JsonPath.<String>read(body, "$.actors.children[0].path")).isEqualTo("/user/orders");
		assertThat(JsonPath.<String>read(body, "$.actors.children[0].type")).isEqualTo(Orders.class.getName());
		assertThat(JsonPath.<String>read(body, "$.actors.children[0].state")).isIn("IDLE", "BUSY");
		assertThat(JsonPath.<Integer>read(body, "$.actors.children[0].mailboxSize")).isNotNull();
		assertThat(JsonPath.<Integer>read(body, "$.actors.children[0].processed")).isPositive();
		assertThat(JsonPath.<Integer>read(body, "$.actors.children[0].failed")).isZero();
		assertThat(JsonPath.<Integer>read(body, "$.deadLetters.STOPPED")).isNotNull();
		assertThat(body).doesNotContain("secret");
	}

	@Test
	void oneActorIsShown() throws Exception {
		ask("43");
		HttpResponse<String> parent = get("/actuator/actors/user/orders");
		assertThat(parent.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<String>read(parent.body(), "$.path")).isEqualTo("/user/orders");
		HttpResponse<String> child = get("/actuator/actors/user/orders/order-43");
		assertThat(child.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<String>read(child.body(), "$.type")).isEqualTo(Order.class.getName());
		assertThat(get("/actuator/actors/").statusCode()).isEqualTo(200);
	}

	@Test
	void unknownActorIsNotFound() throws Exception {
		assertThat(get("/actuator/actors/user/nobody").statusCode()).isEqualTo(404);
		assertThat(get("/actuator/actors/nobody").statusCode()).isEqualTo(404);
		assertThat(get("/actuator/actors/user/no%20body").statusCode()).isEqualTo(404);
	}

	@Test
	void limitIsAParameter() throws Exception {
		ask("44");
		assertThat(JsonPath.<Boolean>read(get("/actuator/actors?limit=0").body(), "$.actors.truncated")).isTrue();
		assertThat(JsonPath.<Boolean>read(get("/actuator/actors/user/orders?limit=0").body(), "$.truncated")).isTrue();
		assertThat(get("/actuator/actors?limit=-1").statusCode()).isEqualTo(400);
	}

	@Test
	void nothingCanBeWritten() throws Exception {
		assertThat(send("POST", "/actuator/actors/user/orders").statusCode()).isEqualTo(405);
		assertThat(send("DELETE", "/actuator/actors/user/orders").statusCode()).isEqualTo(405);
	}

	@Test
	void metersAreShownByType() throws Exception {
		ask("45");
		assertThat(get("/actuator/metrics").body()).contains("pyctor.actors.live", "pyctor.mailbox.size",
				"pyctor.messages.processed", "pyctor.messages.failed", "pyctor.actors.restarted",
				"pyctor.dead.letters");
		HttpResponse<String> size = get("/actuator/metrics/pyctor.mailbox.size");
		assertThat(size.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<String>read(size.body(), "$.availableTags[0].tag")).isEqualTo("type");
		HttpResponse<String> live = get("/actuator/metrics/pyctor.actors.live?tag=type:Orders");
		assertThat(JsonPath.<Double>read(live.body(), "$.measurements[0].value")).isEqualTo(1);
		assertThat(get("/actuator/metrics/pyctor.dead.letters?tag=reason:STOPPED").statusCode()).isEqualTo(200);
	}

	@Test
	void healthIsShown() throws Exception {
		HttpResponse<String> health = get("/actuator/health/pyctor");
		assertThat(JsonPath.<String>read(health.body(), "$.status")).isEqualTo("UP");
		assertThat(JsonPath.<String>read(health.body(), "$.details.system")).isEqualTo("shop");
	}

	private void ask(String id) throws Exception {
		this.orders.ask(id, String.class, Duration.ofSeconds(10)).get(10, TimeUnit.SECONDS);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send("GET", path);
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, BodyPublishers.noBody())
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Orders.class, Order.class })
	static class Application {

	}

	@ActorComponent("orders")
	static class Orders extends Actor {

		private final ActorFactories factories;

		Orders(ActorFactories factories) {
			this.factories = factories;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			ActorRef order = create(this.factories.of(Order.class, "secret"), "order-" + message,
					ActorOptions.defaults());
			tell(order, "secret");
			tell(sender, "done");
		}

	}

	@ActorComponent(value = "order", start = false)
	static class Order extends Actor {

		Order(String text, ActorRef orders) {
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

}
