package io.pyctor.spring.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the order in which a server, its actors and other beans come to their end.
 */
class GracefulShutdownTests {

	@Test
	void lastRequestIsAnsweredThenActorsDrainThenBeansAreDestroyed() throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.registerShutdownHook(false)
			.run("--server.port=0", "--spring.main.banner-mode=off");
		Trace trace = context.getBean(Trace.class);
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/order")).build(),
					BodyHandlers.ofString());
		assertThat(trace.inRequest.await(10, TimeUnit.SECONDS)).isTrue();
		Thread closer = new Thread(context::close);
		closer.start();
		// The request goes on only when the shutdown has begun.
		assertThat(response).succeedsWithin(Duration.ofSeconds(20))
			.satisfies((answer) -> assertThat(answer.body()).isEqualTo("placed"));
		closer.join(20_000);
		assertThat(closer.isAlive()).isFalse();
		assertThat(trace.lines).containsExactly("closing", "asked", "later 1", "later 2", "later 3", "actor stopped",
				"repository destroyed");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Trace.class, Repository.class, Orders.class, OrderController.class })
	static class Application {

	}

	static class Trace implements ApplicationListener<ContextClosedEvent> {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final CountDownLatch inRequest = new CountDownLatch(1);

		private final CountDownLatch closing = new CountDownLatch(1);

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.lines.add("closing");
			this.closing.countDown();
		}

	}

	static class Repository implements DisposableBean {

		private final Trace trace;

		private volatile boolean destroyed;

		Repository(Trace trace) {
			this.trace = trace;
		}

		void save(String line) {
			if (this.destroyed) {
				throw new IllegalStateException("destroyed");
			}
			this.trace.lines.add(line);
		}

		@Override
		public void destroy() {
			this.destroyed = true;
			this.trace.lines.add("repository destroyed");
		}

	}

	@RestController
	static class OrderController {

		private final ActorRef orders;

		private final Trace trace;

		OrderController(ActorRef orders, Trace trace) {
			this.orders = orders;
			this.trace = trace;
		}

		@GetMapping("/order")
		String order() throws Exception {
			this.trace.inRequest.countDown();
			this.trace.closing.await(10, TimeUnit.SECONDS);
			String answer = this.orders.ask("order", String.class, Duration.ofSeconds(10)).get(10, TimeUnit.SECONDS);
			this.orders.tell("later 1");
			this.orders.tell("later 2");
			this.orders.tell("later 3");
			return answer;
		}

	}

	@ActorComponent("orders")
	static class Orders extends Actor {

		private final Repository repository;

		Orders(Repository repository) {
			this.repository = repository;
		}

		@Override
		protected void receive(ActorRef sender, Object message) throws Exception {
			if (message.equals("order")) {
				this.repository.save("asked");
				tell(sender, "placed");
			}
			else {
				new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
				this.repository.save((String) message);
			}
		}

		@Override
		protected void stopped() {
			this.repository.save("actor stopped");
		}

	}

}
