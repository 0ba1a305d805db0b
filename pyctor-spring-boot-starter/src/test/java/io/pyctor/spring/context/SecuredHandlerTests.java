package io.pyctor.spring.context;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorContextAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handler methods under Spring Security. There is one thread for all actors.
 */
class SecuredHandlerTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class, PyctorContextAutoConfiguration.class))
		.withPropertyValues("pyctor.parallelism=1")
		.withUserConfiguration(MethodSecurity.class, Vault.class, Careless.class);

	@AfterEach
	void logOut() {
		SecurityContextHolder.clearContext();
	}

	private static void logIn(String name, String... roles) {
		TestingAuthenticationToken user = new TestingAuthenticationToken(name, "secret", roles);
		SecurityContextHolder.getContext().setAuthentication(user);
	}

	@Test
	void callerIsJudgedAndTheActorGoesOn() {
		this.contextRunner.run((context) -> {
			ActorRef vault = context.getBean("vault", ActorRef.class);
			logIn("Eve", "ROLE_USER");
			assertThat(vault.ask(new Open())).failsWithin(SOON)
				.withThrowableThat()
				.withCauseInstanceOf(AccessDeniedException.class);
			logOut();
			logIn("Ada", "ROLE_ADMIN");
			CompletableFuture<String> opened = vault.ask(new Open());
			logOut();
			assertThat(opened).succeedsWithin(SOON).isEqualTo("open for Ada");
			assertThat(vault.ask(new Open())).failsWithin(SOON)
				.withThrowableThat()
				.withCauseInstanceOf(AuthenticationCredentialsNotFoundException.class);
		});
	}

	@Test
	void nobodyIsLoggedInAfterwards() {
		this.contextRunner.run((context) -> {
			ActorRef vault = context.getBean("vault", ActorRef.class);
			ActorRef careless = context.getBean("careless", ActorRef.class);
			logIn("Ada", "ROLE_ADMIN");
			assertThat(vault.ask(new Open())).succeedsWithin(SOON);
			assertThat(careless.ask(new Who())).succeedsWithin(SOON).isEqualTo("nobody");
		});
	}

	@Test
	void withoutItsContextTheCallerIsNobody() {
		this.contextRunner.withPropertyValues("pyctor.actors.vault.propagate-context=false").run((context) -> {
			logIn("Ada", "ROLE_ADMIN");
			assertThat(context.getBean("vault", ActorRef.class).ask(new Open())).failsWithin(SOON)
				.withThrowableThat()
				.withCauseInstanceOf(AuthenticationCredentialsNotFoundException.class);
		});
	}

	private static String user() {
		Authentication user = SecurityContextHolder.getContext().getAuthentication();
		return (user != null) ? user.getName() : "nobody";
	}

	record Open() implements Ask<String> {

	}

	record Who() implements Ask<String> {

	}

	@ActorComponent(value = "vault", propagateContext = true)
	static class Vault {

		@Receive
		@PreAuthorize("hasRole('ADMIN')")
		String open(Open message) {
			return "open for " + user();
		}

	}

	@ActorComponent("careless")
	static class Careless {

		@Receive
		String who(Who message) {
			return user();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class MethodSecurity {

	}

}
