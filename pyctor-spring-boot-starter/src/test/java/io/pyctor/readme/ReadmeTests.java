package io.pyctor.readme;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.validation.ConstraintViolationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Done;
import io.pyctor.spring.Actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The README says what is so: its Java is the code of this package, which works, and its
 * tables name what there is.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "management.endpoints.web.exposure.include=actors,metrics")
class ReadmeTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final Path SOURCES = Path.of("src/test/java/io/pyctor/readme");

	private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern PROPERTY = Pattern.compile("\"name\": \"(pyctor\\.[a-z.-]+)\",\\s+\"type\"");

	@Autowired
	private Environment environment;

	@Autowired
	private Actors actors;

	@Autowired
	private BonusPoints points;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private FailedOrders failedOrders;

	@Autowired
	private OrderService orders;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void theGreeterOfTheReadmeGreetsAndIsShown() throws Exception {
		assertThat(get("/hello/Ada")).isEqualTo("Hello, Ada, guest number 1");
		assertThat(get("/actuator/actors")).contains("\"path\":\"/user/greeter\"");
	}

	@Test
	void theCartOfTheReadmeCounts() throws Exception {
		assertThat(post("/carts/42/tea")).isEqualTo("1");
		assertThat(post("/carts/42/tea")).isEqualTo("2");
		assertThat(post("/carts/43/tea")).isEqualTo("1");
		assertThat(this.actors.of(Cart.class, "42").ask(new Total()).join()).isEqualTo("Cart 42: 6");
		this.actors.of(Cart.class, "42").tell(new Clear());
		assertThat(post("/carts/42/tea")).isEqualTo("1");
		assertThat(get("/actuator/actors")).contains("\"path\":\"/user/cart/42\"").contains("\"typeName\":\"cart\"");
	}

	@Test
	void thePointsOfTheReadmeAreCollectedOneAfterTheOther() {
		for (int i = 0; i < 100; i++) {
			this.points.collect(new Purchase("Ada", 20));
		}
		assertThat(this.points.count("Ada")).isEqualTo(200);
	}

	@Test
	void theFiguresOfTheReadmeAreThoseOfTheEvents() {
		this.events.publishEvent(new OrderPlaced(3));
		this.events.publishEvent(new OrderPlaced(4));
		assertThat(this.actors.of(SalesFigures.class).ask(new UnitsSold()).join()).isEqualTo(7);
	}

	@Test
	void theShippingOfTheReadmeShipsWhatWasPlaced() {
		assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class).isThrownBy(() -> ship(1));
		TestingAuthenticationToken clerk = new TestingAuthenticationToken("Ada", "secret", "ROLE_CLERK");
		SecurityContextHolder.getContext().setAuthentication(clerk);
		try {
			assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> ship(0));
			this.orders.place(1);
			assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.orders.place(1));
			this.orders.place(2);
			Awaitility.await().untilAsserted(() -> assertThat(shipped()).containsExactly(1L, 2L));
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private void ship(long order) throws Throwable {
		try {
			this.actors.of(Shipping.class).ask(new Ship(order), Done.class, Duration.ofSeconds(10)).join();
		}
		catch (CompletionException ex) {
			throw ex.getCause();
		}
	}

	private List<Long> shipped() {
		return this.jdbc.queryForList("select order_id from shipment order by order_id", Long.class);
	}

	@Test
	void thePoolsOfTheReadmeWork() {
		byte[] image = { 1, 2, 3, 4 };
		assertThat(this.actors.of(Thumbnails.class).ask(new Scale(image, 2)).join()).containsExactly(1, 2);
		ActorRef accounts = this.actors.of(AccountDesk.class);
		for (int i = 1; i <= 20; i++) {
			assertThat(accounts.ask(new Deposit("a", 1)).join()).isEqualTo(i);
			assertThat(accounts.ask(new Deposit("b", 2)).join()).isEqualTo(2 * i);
		}
	}

	@Test
	void theFailedOrdersOfTheReadmeAreTriedAgain() {
		this.actors.of(Carrier.class).tell(new Dispatch(7));
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(
					() -> assertThat(this.failedOrders.lost()).containsExactly("7: java.lang.IllegalStateException"));
		Carrier.striking = false;
		assertThat(this.failedOrders.tryAgain()).isEqualTo(1);
		Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(Carrier.DISPATCHED).containsExactly(7L));
	}

	@Test
	void theFeedOfTheReadmeGoesOnAfterFailures() {
		ActorRef feed = this.actors.of(Feed.class);
		assertThat(feed.ask(new Publish("one")).join()).isEqualTo(1);
		assertThat(feed.ask(new Publish(" "))).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class);
		assertThat(feed.ask(new Publish("two")).join()).isEqualTo(2);
		assertThat(feed.ask(new Publish("offline"), SOON)).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(ConnectException.class);
		// A fresh one counts anew.
		assertThat(feed.ask(new Publish("three"), SOON).join()).isEqualTo(1);
	}

	@Test
	void theSupervisedActorOfTheReadmeIsRestarted() {
		try (ActorSystem system = ActorSystem.create("supervised")) {
			ActorRef feed = SupervisedJava.create(system);
			assertThat(feed.ask("x", Integer.class, SOON).join()).isEqualTo(1);
			feed.tell("fail");
			assertThat(feed.ask("x", Integer.class, SOON).join()).isEqualTo(1);
		}
	}

	@Test
	void thePlainJavaOfTheReadmeRuns() {
		assertThat(PlainJava.run()).isEqualTo("Hello, Ada, guest number 1");
	}

	@Test
	void everyJavaSnippetIsCompiledCode() throws IOException {
		List<String> sources = sources();
		List<String> snippets = JAVA.matcher(readme()).results().map((match) -> match.group(1)).toList();
		assertThat(snippets).isNotEmpty();
		assertThat(snippets)
			.allSatisfy((snippet) -> assertThat(sources).anyMatch((source) -> source.contains(folded(snippet))));
	}

	@Test
	void everyPropertyIsInTheTable() throws IOException {
		String metadata = Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json"));
		List<String> properties = PROPERTY.matcher(metadata.substring(metadata.indexOf("\"properties\"")))
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
		assertThat(properties).contains("pyctor.ask-timeout");
		String readme = readme();
		assertThat(properties).allSatisfy((property) -> assertThat(readme).contains("| `" + property + "` |"));
	}

	@Test
	void everyMeterIsInTheTable() throws Exception {
		String readme = readme();
		List<String> meters = Pattern.compile("\"(pyctor\\.[a-z.]+)\"")
			.matcher(get("/actuator/metrics"))
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(meters).contains("pyctor.mailbox.size", "pyctor.sequential.queued");
		assertThat(meters).allSatisfy((meter) -> assertThat(readme).contains("| `" + meter + "` |"));
	}

	private String get(String path) throws Exception {
		return send(request(path));
	}

	private String post(String path) throws Exception {
		return send(request(path).POST(BodyPublishers.noBody()));
	}

	private HttpRequest.Builder request(String path) {
		String port = this.environment.getRequiredProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
	}

	private static String send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
	}

	private static String readme() throws IOException {
		return Files.readString(Path.of("../README.md"));
	}

	private static List<String> sources() throws IOException {
		try (Stream<Path> files = Files.list(SOURCES)) {
			return files.map(ReadmeTests::read).map(ReadmeTests::folded).toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** White space is the formatter's. */
	private static String folded(String code) {
		return code.replaceAll("\\s+", " ").trim();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan
	static class Application {

	}

}
