package io.pyctor.readme;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actors of the README's section on what happens when it gets too much.
 */
@SpringBootTest(classes = ReadmeTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ReadmeOverloadTests {

	@Autowired
	private Environment environment;

	@Autowired
	private ActorSystem system;

	@Test
	void theBookingOfTheReadmeBooks() throws Exception {
		String port = this.environment.getRequiredProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/booking/7A"))
			.POST(BodyPublishers.noBody())
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
			.isEqualTo("Seat 7A is yours");
	}

	@Test
	void theTillOfTheReadmeKeepsWhatComesEarly() {
		ActorRef till = this.system.create(Till::new);
		CompletableFuture<String> early = till.ask("tea", String.class, Duration.ofSeconds(10));
		till.tell("open");
		assertThat(early).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("Thank you for the tea");
	}

}
