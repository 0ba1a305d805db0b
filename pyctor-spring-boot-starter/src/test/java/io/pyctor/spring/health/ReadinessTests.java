package io.pyctor.spring.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A readiness probe over HTTP, while an actor gets stuck and goes on again.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.health.group.readiness.include=readinessState,pyctor",
				"management.endpoint.health.group.readiness.show-details=always", "pyctor.health.look-every=10ms",
				"pyctor.health.stuck-after=100ms", "pyctor.health.oldest-message=100ms",
				"pyctor.health.recover-after=50ms" })
class ReadinessTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ActorRef importer;

	@Autowired
	private Semaphore remoteService;

	@AfterEach
	void release() {
		this.remoteService.release(1000);
	}

	@Test
	void instanceWithAnActorThatIsStuckIsNotReadyUntilItGoesOn() throws Exception {
		assertThat(get("/readiness").statusCode()).isEqualTo(200);
		this.importer.tell(new Line("secret"));
		this.importer.tell(new Line("secret, too"));
		untilReadiness(503);
		String body = get("/readiness").body();
		assertThat(JsonPath.<String>read(body, "$.components.pyctor.status")).isEqualTo("DOWN");
		assertThat(JsonPath.<String>read(body, "$.components.pyctor.details.stuck.limit")).isEqualTo("PT0.1S");
		assertThat(JsonPath.<String>read(body, "$.components.pyctor.details.stuck.actors[0].actor"))
			.isEqualTo("/user/importer");
		assertThat(JsonPath.<String>read(body, "$.components.pyctor.details.stuck.actors[0].message"))
			.isEqualTo(Line.class.getName());
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(
					JsonPath.<Integer>read(get("/readiness").body(), "$.components.pyctor.details.oldestMessage.count"))
				.isEqualTo(1));
		assertThat(body).doesNotContain("secret");
		assertThat(get("/liveness").statusCode()).isEqualTo(200);
		this.remoteService.release(2);
		untilReadiness(200);
	}

	private void untilReadiness(int status) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(get("/readiness").statusCode()).isEqualTo(status));
	}

	private HttpResponse<String> get(String path) throws Exception {
		URI uri = URI.create("http://localhost:" + this.port + "/actuator/health" + path);
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

	record Line(String text) {

	}

	@ActorComponent(value = "importer", blocking = true)
	static class Importer {

		private final Semaphore remoteService;

		Importer(Semaphore remoteService) {
			this.remoteService = remoteService;
		}

		@Receive
		void store(Line line) throws InterruptedException {
			this.remoteService.acquire();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Importer.class)
	static class Application {

		@Bean
		Semaphore remoteService() {
			return new Semaphore(0);
		}

	}

}
