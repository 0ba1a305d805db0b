package io.pyctor.spring.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.config.EnableWebFlux;

import io.pyctor.ActorRef;
import io.pyctor.MailboxFullException;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorWebAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a web server answers when an actor has no place for a request.
 */
class MailboxFullAdviceTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@ParameterizedTest
	@ValueSource(strings = { "/future", "/dependent", "/join", "/get", "/thrown", "/refused", "/refused-later" })
	void requestForWhichThereIsNoPlaceIsAnsweredWithTheReasonAndTheTime(String path) {
		run((port) -> {
			HttpResponse<String> response = get(port, path);
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(response.body()).contains("\"status\":503")
				.contains("\"title\":\"Service Unavailable\"")
				.contains("\"instance\":\"" + path + "\"")
				.contains("Try again later")
				.doesNotContain("fullDesk")
				.doesNotContain("capacity");
		});
	}

	@Test
	void requestAboveTheLimitOfTheWholeSystemIsAnsweredTheSame() {
		run((port) -> {
			HttpResponse<String> response = get(port, "/future");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
		}, "pyctor.actors.full-desk.capacity=0", "pyctor.queue-limit=1");
	}

	@Test
	void timeIsRoundedUpToSeconds() {
		run((port) -> assertThat(get(port, "/future").headers().firstValue("Retry-After")).hasValue("3"),
				"pyctor.web.retry-after=2001ms");
	}

	@Test
	void switchedOffItIsAFailureLikeAnyOther() {
		run((port) -> assertThat(get(port, "/future").statusCode()).isEqualTo(500), "pyctor.web.enabled=false");
	}

	@Test
	void adviceOfTheApplicationComesFirst() {
		run(OwnAdvice.class, (port) -> {
			HttpResponse<String> response = get(port, "/join");
			assertThat(response.statusCode()).isEqualTo(429);
			assertThat(response.body()).isEqualTo("1 of its own");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/future", "/dependent", "/thrown", "/refused", "/refused-later" })
	void reactiveServerAnswersTheSame(String path) {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorWebAutoConfiguration.class))
			.withUserConfiguration(Reactive.class)
			.run((context) -> {
				fill(context);
				WebTestClient.bindToApplicationContext(context)
					.build()
					.get()
					.uri(path)
					.exchange()
					.expectStatus()
					.isEqualTo(503)
					.expectHeader()
					.valueEquals("Retry-After", "1")
					.expectHeader()
					.contentType("application/problem+json")
					.expectBody()
					.jsonPath("$.status")
					.isEqualTo(503);
				context.getBean(FullDesk.Gate.class).go.countDown();
			});
	}

	@Test
	void applicationWithoutWebHasNoAdvice() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorWebAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MailboxFullAdvice.class));
	}

	@Test
	void webApplicationWithoutSpringWebStarts() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorWebAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(RestControllerAdvice.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MailboxFullAdvice.class));
	}

	private static void run(Consumer<String> test, String... properties) {
		run(Nothing.class, test, properties);
	}

	private static void run(Class<?> configuration, Consumer<String> test, String... properties) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class, configuration)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0")
			.properties(properties)
			.run()) {
			fill(context);
			try {
				test.accept(context.getEnvironment().getRequiredProperty("local.server.port"));
			}
			finally {
				context.getBean(FullDesk.Gate.class).go.countDown();
			}
		}
	}

	/** One question is being handled, and one waits. */
	private static void fill(ApplicationContext context) {
		ActorRef desk = context.getBean("fullDesk", ActorRef.class);
		FullDesk.Gate gate = context.getBean(FullDesk.Gate.class);
		try {
			CompletableFuture<String> first = desk.ask(new FullDesk.Question("1"));
			assertThat(gate.begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(first).isNotDone();
			while (desk.tryTell(new FullDesk.Question("more"))) {
				assertThat(first).isNotDone();
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static HttpResponse<String> get(String port, String path) {
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
						BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ FullDesk.class, FullDesk.Gate.class, FullDeskController.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFlux
	@Import({ FullDesk.class, FullDesk.Gate.class, FullDeskController.class })
	static class Reactive {

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@RestControllerAdvice
	static class OwnAdvice {

		@ExceptionHandler
		ResponseEntity<String> full(MailboxFullException ex) {
			return ResponseEntity.status(429).body(ex.capacity() + " of its own");
		}

	}

}
