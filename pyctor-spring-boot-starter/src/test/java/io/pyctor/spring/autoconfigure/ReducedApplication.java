package io.pyctor.spring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Actors;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Sequential;

/**
 * An application that needs nothing but the starter. Public for another class loader.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ReducedApplication.Reduced.class, ReducedApplication.ReducedBean.class,
		ReducedApplication.ReducedService.class })
public class ReducedApplication {

	/**
	 * Start it, ask its actor, and close it.
	 * @return the names of its beans
	 * @throws Exception if anything fails
	 */
	public static String[] beans() throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ReducedApplication.class)
			.web(WebApplicationType.NONE)
			.run("--management.endpoints.web.exposure.include=*")) {
			context.getBean("reduced", ActorRef.class)
				.ask("hello", String.class, Duration.ofSeconds(10))
				.get(10, TimeUnit.SECONDS);
			context.getBean("reducedBean", ActorRef.class)
				.ask("hello", String.class, Duration.ofSeconds(10))
				.get(10, TimeUnit.SECONDS);
			context.getBean(ReducedService.class).call("hello").get(10, TimeUnit.SECONDS);
			return context.getBeanDefinitionNames();
		}
	}

	/**
	 * Start it with settings that cannot work.
	 * @param settings arguments
	 * @return what the failure says
	 */
	public static String failure(String[] settings) {
		try {
			new SpringApplicationBuilder(ReducedApplication.class).web(WebApplicationType.NONE).run(settings).close();
			return "it started";
		}
		catch (RuntimeException ex) {
			return String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
	}

	/**
	 * Start it and have something told after a commit.
	 * @return what the failure says
	 */
	public static String afterCommit() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ReducedApplication.class)
			.web(WebApplicationType.NONE)
			.run()) {
			context.getBean(Actors.class).afterCommit(context.getBean("reduced", ActorRef.class));
			return "it is told";
		}
		catch (IllegalStateException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	@ActorComponent("reduced")
	static class Reduced extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, message);
		}

	}

	static class ReducedService {

		@Sequential(key = "#key.length()")
		CompletableFuture<String> call(String key) {
			return CompletableFuture.completedFuture(key);
		}

	}

	@ActorComponent("reducedBean")
	static class ReducedBean {

		@Receive
		CompletionStage<String> echo(String message) {
			return CompletableFuture.completedFuture(message);
		}

	}

}
