package io.pyctor.spring;

import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a component whose reference a test replaces with a mock.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class MockedActorTests {

	@MockitoBean
	private ActorRef payments;

	@Autowired
	private Desk desk;

	@Autowired
	private ActorSystem system;

	@Autowired
	private Actors actors;

	@Test
	void mockTakesThePlaceOfTheReference() {
		this.desk.payments().tell("pay");
		BDDMockito.then(this.payments).should().tell("pay");
	}

	@Test
	void mockIsFoundByTheClassAndTheName() {
		assertThat(this.actors.of(Payments.class)).isSameAs(this.payments);
		assertThat(this.actors.named("payments")).isSameAs(this.payments);
		assertThat(this.actors.of(Stock.class)).isSameAs(this.desk.stock());
	}

	@Test
	void actorIsNotStarted() {
		assertThat(this.system.find("/user/payments")).isEmpty();
		assertThat(this.system.find("/user/stock")).isPresent();
	}

	record Desk(ActorRef payments, ActorRef stock) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PyctorAutoConfiguration.class)
	@Import({ Payments.class, Stock.class, Desk.class })
	static class Application {

	}

	@ActorComponent("payments")
	static class Payments extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

	@ActorComponent("stock")
	static class Stock extends Payments {

	}

}
