package io.pyctor.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running order desk, seen from outside.
 */
public final class Desk implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final String url;

	private Desk(ConfigurableApplicationContext context) {
		this.context = context;
		this.url = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
	}

	public static Desk start(String... properties) {
		Map<String, String> arguments = new LinkedHashMap<>(
				Map.of("server.port", "0", "sample.payment.latency", "1ms"));
		for (String property : properties) {
			int equals = property.indexOf('=');
			arguments.put(property.substring(0, equals), property.substring(equals + 1));
		}
		return new Desk(new SpringApplicationBuilder(PyctorSampleApplication.class).main(PyctorSampleApplication.class)
			.run(arguments.entrySet()
				.stream()
				.map((property) -> "--" + property.getKey() + "=" + property.getValue())
				.toArray(String[]::new)));
	}

	public Answer get(String path) {
		return send(HttpRequest.newBuilder(uri(path))).join();
	}

	public Answer order(String customer, String sku, Object quantity) {
		return orderAsync(customer, sku, quantity).join();
	}

	public CompletableFuture<Answer> orderAsync(String customer, String sku, Object quantity) {
		return postAsync("/orders", "application/json", BodyPublishers
			.ofString(json.writeValueAsString(Map.of("customer", customer, "sku", sku, "quantity", quantity))));
	}

	public Answer importCsv(String csv) {
		return importCsv(BodyPublishers.ofString(csv)).join();
	}

	public CompletableFuture<Answer> importCsv(BodyPublisher csv) {
		return postAsync("/orders/import", "text/csv", csv);
	}

	public Answer post(String path, String type, String body) {
		return postAsync(path, type, BodyPublishers.ofString(body)).join();
	}

	private CompletableFuture<Answer> postAsync(String path, String type, BodyPublisher body) {
		return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(body));
	}

	private CompletableFuture<Answer> send(HttpRequest.Builder request) {
		return this.http.sendAsync(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString())
			.thenApply(Answer::of);
	}

	private URI uri(String path) {
		return URI.create(this.url + path);
	}

	/**
	 * Wait until no order is open.
	 * @return how the orders ended
	 */
	public Map<String, Object> settled() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get("/orders").number("open") == 0);
		Awaitility.await()
			.until(() -> get("/stock").list().stream().allMatch((item) -> item.get("reserved").equals(0)));
		return get("/orders").map();
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param headers the headers
	 * @param body the body
	 */
	public record Answer(int status, Map<String, List<String>> headers, String body) {

		static Answer of(HttpResponse<String> response) {
			return new Answer(response.statusCode(), response.headers().map(), response.body());
		}

		public String type() {
			return header("content-type");
		}

		public String header(String name) {
			return this.headers.getOrDefault(name, List.of("")).get(0);
		}

		public Map<String, Object> map() {
			return json.readValue(this.body, new TypeReference<>() {
			});
		}

		public List<Map<String, Object>> list() {
			return json.readValue(this.body, new TypeReference<>() {
			});
		}

		public long number(String key) {
			return ((Number) map().get(key)).longValue();
		}

		@SuppressWarnings("unchecked")
		public List<Map<String, Object>> list(String key) {
			return (List<Map<String, Object>>) map().get(key);
		}

	}

}
