package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.AskTimeoutException;
import io.pyctor.Terminated;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActorComponent}: what is found, started and injected.
 */
class ActorComponentTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class));

	@Test
	void componentRunsUnderItsNameAndIsInjectedByParameterName() {
		this.contextRunner.withUserConfiguration(Stock.class, Orders.class, Desk.class).run((context) -> {
			assertThat(context.getBean(ActorSystem.class).find("/user/stock")).isPresent();
			assertThat(context.getBean(ActorSystem.class).find("/user/orders")).isPresent();
			Desk desk = context.getBean(Desk.class);
			assertThat(desk.stock().ask(new Echo("hello"), SOON)).succeedsWithin(SOON).isEqualTo("stock: hello");
			assertThat(desk.orders().path()).hasToString("/user/orders");
		});
	}

	@Test
	void componentIsFoundByTheQualifierToo() {
		this.contextRunner.withUserConfiguration(Stock.class, Orders.class, QualifiedDesk.class)
			.run((context) -> assertThat(context.getBean(QualifiedDesk.class).ref.name()).isEqualTo("stock"));
	}

	@Test
	void primaryComponentIsInjectedWhereTheNameDoesNotDecide() {
		this.contextRunner.withUserConfiguration(Stock.class, PrimaryActor.class, AnyDesk.class)
			.run((context) -> assertThat(context.getBean(AnyDesk.class).anybody.name()).isEqualTo("main"));
	}

	@Test
	void componentWithItsOwnQualifierIsFoundByIt() {
		this.contextRunner.withUserConfiguration(Stock.class, QualifiedActor.class, NorthDesk.class)
			.run((context) -> assertThat(context.getBean(NorthDesk.class).ref.name()).isEqualTo("warehouse"));
	}

	@Test
	void actorsThatInjectEachOtherBothStart() {
		this.contextRunner.withUserConfiguration(Ping.class, Pong.class).run((context) -> {
			ActorRef ping = context.getBean("ping", ActorRef.class);
			assertThat(ping.ask(new Echo("x"), SOON)).succeedsWithin(SOON).isEqualTo("pong of ping: x");
		});
	}

	@Test
	void othersSeeTheActorItselfAsTheSender() {
		this.contextRunner.withUserConfiguration(Stock.class, SenderSpy.class).run((context) -> {
			ActorRef stock = context.getBean("stock", ActorRef.class);
			assertThat(context.getBean("senderSpy", ActorRef.class).ask(new Echo("who"), SOON)).succeedsWithin(SOON)
				.isEqualTo("/user/senderSpy heard from the stock itself");
			assertThat(stock.resolve()).isSameAs(context.getBean(ActorSystem.class).find("/user/stock").orElseThrow());
			assertThat(stock.path()).isEqualTo(stock.resolve().path());
			assertThat(stock).isEqualTo(stock.resolve()).hasSameHashCodeAs(stock.resolve());
			assertThat(stock.resolve()).isEqualTo(stock);
		});
	}

	@Test
	void whatIsToldBeforeTheStartIsProcessedInOrderAfterIt() {
		this.contextRunner.withUserConfiguration(Recorder.class, EarlyTeller.class).run((context) -> {
			EarlyTeller early = context.getBean(EarlyTeller.class);
			context.getBean("recorder", ActorRef.class).tell("third");
			assertThat(List.of(take(early.seen), take(early.seen), take(early.seen))).containsExactly("first", "second",
					"third");
			assertThat(early.answer).succeedsWithin(SOON).isEqualTo("recorder: early");
		});
	}

	@Test
	void questionBeforeTheStartHasItsTimeout() {
		this.contextRunner.withUserConfiguration(Stock.class, EarlyAsker.class)
			.withPropertyValues("pyctor.ask-timeout=250ms")
			.run((context) -> {
				EarlyAsker early = context.getBean(EarlyAsker.class);
				assertThat(early.failures)
					.allSatisfy((failure) -> assertThat(failure).isInstanceOf(AskTimeoutException.class)
						.hasMessageStartingWith(
								"ActorRef[/user/stock] did not answer " + Echo.class.getName() + " within ")
						.hasMessageContaining("it has not been started"));
				assertThat(early.failures).extracting(Throwable::getMessage)
					.satisfiesExactly((message) -> assertThat(message).contains("within PT0.2S"),
							(message) -> assertThat(message).contains("within PT0.25S"),
							(message) -> assertThat(message).contains("within PT0.3S"));
			});
	}

	@Test
	void questionBeforeTheStartIsAnsweredAfterItWithinItsTime() {
		this.contextRunner.withUserConfiguration(Stock.class, PatientAsker.class)
			.run((context) -> assertThat(context.getBean(PatientAsker.class).answer).succeedsWithin(SOON)
				.isEqualTo("stock: x"));
	}

	@Test
	void actorWatchesInItsFirstCallbackOneThatStartsLater() {
		this.contextRunner.withUserConfiguration(AWatcher.class, ZWatched.class, Notices.class).run((context) -> {
			ActorSystem system = context.getBean(ActorSystem.class);
			Notices notices = context.getBean(Notices.class);
			assertThat(notices.watching.await(10, TimeUnit.SECONDS)).isTrue();
			system.stop(context.getBean("zWatched", ActorRef.class));
			assertThat(take(notices.terminated)).isEqualTo("/user/zWatched");
		});
	}

	@Test
	void referencesOfOneComponentAreEqualAndThoseOfTwoAreNot() {
		this.contextRunner.withUserConfiguration(Stock.class, Orders.class, Desk.class).run((context) -> {
			ActorRef stock = context.getBean("stock", ActorRef.class);
			assertThat(stock).isEqualTo(context.getBean(Desk.class).stock())
				.hasSameHashCodeAs(context.getBean(Desk.class).stock())
				.isNotEqualTo(context.getBean(Desk.class).orders());
		});
	}

	@Test
	void namesOfNestedClassesHaveDots() {
		this.contextRunner.withUserConfiguration(DottedName.class)
			.run((context) -> assertThat(context.getBean(ActorSystem.class).find("/user/app.Counter")).isPresent());
	}

	@Test
	void componentOfBeanMethodWithPrototypeScopeIsStarted() {
		this.contextRunner.withUserConfiguration(BeanMethods.class).run((context) -> {
			assertThat(context.getBean(ActorSystem.class).find("/user/north")).isPresent();
			assertThat(context.getBean(ActorSystem.class).find("/user/south")).isPresent();
			assertThat(context.getBean("north", ActorRef.class).ask(new Echo("x"), SOON)).succeedsWithin(SOON)
				.isEqualTo("north: x");
		});
	}

	@Test
	void componentOfBeanMethodInFullConfigurationIsStarted() {
		this.contextRunner.withUserConfiguration(FullConfiguration.class).run((context) -> {
			ActorRef north = context.getBean("north", ActorRef.class);
			assertThat(north.ask(new Echo("x"), SOON)).succeedsWithin(SOON).isEqualTo("north: x");
			assertThat(context.getBean(Actors.class).named("south").ask(new Echo("x"), SOON)).succeedsWithin(SOON)
				.isEqualTo("south: x");
		});
	}

	@Test
	void templateIsNotStartedAndHasNoReference() {
		this.contextRunner.withUserConfiguration(Template.class).run((context) -> {
			assertThat(context.getBean(ActorSystem.class).find("/user/template")).isEmpty();
			assertThat(context).doesNotHaveBean("template");
			assertThat(context.getBean(ActorComponentRegistry.class).definitions()).singleElement()
				.satisfies((definition) -> assertThat(definition.start()).isFalse());
		});
	}

	@Test
	void blockingComponentHasBlockingOptions() {
		this.contextRunner.withUserConfiguration(Blocking.class).run((context) -> {
			assertThat(context.getBean(ActorComponentRegistry.class).definitions()).singleElement()
				.satisfies((definition) -> assertThat(definition.options().isBlocking()).isTrue());
			String here = context.getBean("blocking", ActorRef.class)
				.ask("thread", String.class, SOON)
				.get(10, TimeUnit.SECONDS);
			assertThat(here).contains("blocking");
		});
	}

	@Test
	void constructorParameterOfTheActorsTypeFailsTheStart() {
		this.contextRunner.withUserConfiguration(Stock.class, ObjectTaker.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ActorComponentException.class)
				.hasMessageContaining(Stock.class.getName())
				.hasMessageContaining("Inject 'ActorRef stock'"));
	}

	@Test
	void optionalParameterOfTheActorsTypeFailsTheStart() {
		this.contextRunner.withUserConfiguration(Stock.class, OptionalTaker.class)
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(ActorComponentException.class));
	}

	@Test
	void actorThatTakesAnotherActorsObjectFailsTheStart() {
		this.contextRunner.withUserConfiguration(Stock.class, ActorObjectTaker.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ActorComponentException.class)
				.hasMessageContaining("'stock'"));
	}

	@Test
	void lookupOfTheActorsObjectIsRefused() {
		this.contextRunner.withUserConfiguration(Stock.class).run((context) -> {
			assertThat(catchCause(() -> context.getBean(Stock.class))).isInstanceOf(ActorComponentException.class);
			assertThat(catchCause(() -> context.getBean("stock#actor"))).isInstanceOf(ActorComponentException.class);
			assertThat(catchCause(() -> context.getBeansOfType(Actor.class)))
				.isInstanceOf(ActorComponentException.class);
		});
	}

	@Test
	void componentWhoseConstructorFailsFailsTheStart() {
		this.contextRunner.withUserConfiguration(Failing.class)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage("no stock"));
	}

	@Test
	void severalContextsDoNotSeeEachOther() {
		this.contextRunner.withUserConfiguration(Stock.class)
			.run((one) -> this.contextRunner.withUserConfiguration(Stock.class).run((two) -> {
				assertThat(one.getBean(ActorSystem.class)).isNotSameAs(two.getBean(ActorSystem.class));
				one.getBean(ActorSystem.class).stop(one.getBean("stock", ActorRef.class));
				assertThat(two.getBean("stock", ActorRef.class).ask(new Echo("x"), SOON)).succeedsWithin(SOON);
			}));
	}

	@Test
	void componentsOfChildContextLiveInTheSystemOfTheParentAndEndWithTheChild() {
		this.contextRunner.withUserConfiguration(Stock.class).run((parent) -> {
			ActorSystem system = parent.getBean(ActorSystem.class);
			this.contextRunner.withParent(parent).withUserConfiguration(Orders.class).run((child) -> {
				assertThat(child.getBean(ActorSystem.class)).isSameAs(system);
				assertThat(system.find("/user/orders")).isPresent();
			});
			assertThat(system.isShutdown()).isFalse();
			assertThat(system.find("/user/orders")).isEmpty();
			assertThat(system.find("/user/stock")).isPresent();
			parent.stop();
			parent.start();
			assertThat(parent.getBean("stock", ActorRef.class).ask(new Echo("x"), SOON)).succeedsWithin(SOON);
		});
	}

	private static Throwable catchCause(Runnable action) {
		try {
			action.run();
			return new AssertionError("nothing was thrown");
		}
		catch (RuntimeException ex) {
			Throwable cause = ex;
			while (cause.getCause() != null) {
				cause = cause.getCause();
			}
			return cause;
		}
	}

	private static String take(BlockingQueue<String> queue) throws InterruptedException {
		return String.valueOf(queue.poll(10, TimeUnit.SECONDS));
	}

	record Echo(String text) implements Ask<String> {

	}

	abstract static class Echoing extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Echo echo) {
				tell(sender, name() + ": " + echo.text());
			}
			else {
				unhandled(message);
			}
		}

	}

	@ActorComponent("stock")
	static class Stock extends Echoing {

	}

	@ActorComponent("orders")
	static class Orders extends Echoing {

	}

	@ActorComponent("main")
	@Primary
	static class PrimaryActor extends Echoing {

	}

	@ActorComponent("warehouse")
	@Qualifier("north")
	static class QualifiedActor extends Echoing {

	}

	@ActorComponent("app.Counter")
	static class DottedName extends Echoing {

	}

	@ActorComponent(value = "template", start = false)
	static class Template extends Echoing {

	}

	@ActorComponent(value = "blocking", blocking = true)
	static class Blocking extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, Thread.currentThread().getName());
		}

	}

	@ActorComponent("failing")
	static class Failing extends Echoing {

		Failing() {
			throw new IllegalStateException("no stock");
		}

	}

	record Desk(ActorRef stock, ActorRef orders) {

	}

	static class QualifiedDesk {

		private final ActorRef ref;

		QualifiedDesk(@Qualifier("stock") ActorRef ref) {
			this.ref = ref;
		}

	}

	static class NorthDesk {

		private final ActorRef ref;

		NorthDesk(@Qualifier("north") ActorRef ref) {
			this.ref = ref;
		}

	}

	record AnyDesk(ActorRef anybody) {

	}

	record ObjectTaker(Stock actor) {

	}

	record OptionalTaker(Optional<Stock> actor) {

	}

	@ActorComponent("taker")
	static class ActorObjectTaker extends Echoing {

		ActorObjectTaker(Stock stock) {
		}

	}

	@ActorComponent("ping")
	static class Ping extends Actor {

		private final ActorRef pong;

		Ping(ActorRef pong) {
			this.pong = pong;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			pipe(ask(this.pong, (Echo) message, SOON), sender);
		}

	}

	@ActorComponent("pong")
	static class Pong extends Actor {

		private final ActorRef ping;

		Pong(ActorRef ping) {
			this.ping = ping;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, "pong of " + this.ping.name() + ": " + ((Echo) message).text());
		}

	}

	@ActorComponent("senderSpy")
	static class SenderSpy extends Actor {

		private final ActorRef stock;

		private ActorRef asker;

		SenderSpy(ActorRef stock) {
			this.stock = stock;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Echo echo) {
				this.asker = sender;
				tell(this.stock, echo);
			}
			else {
				boolean itself = sender == this.stock.resolve();
				tell(this.asker, path() + " heard from " + (itself ? "the stock itself" : sender));
			}
		}

	}

	@ActorComponent("recorder")
	static class Recorder extends Actor {

		private final ObjectProvider<EarlyTeller> teller;

		Recorder(ObjectProvider<EarlyTeller> teller) {
			this.teller = teller;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Echo echo) {
				tell(sender, name() + ": " + echo.text());
			}
			else {
				this.teller.getObject().seen.add((String) message);
			}
		}

	}

	static class EarlyTeller {

		private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		private final ActorRef recorder;

		private CompletableFuture<String> answer;

		EarlyTeller(ActorRef recorder) {
			this.recorder = recorder;
		}

		@PostConstruct
		void tellEarly() {
			this.recorder.tell("first");
			this.answer = this.recorder.ask(new Echo("early"), SOON);
			this.recorder.tell("second");
		}

	}

	static class Notices {

		private final CountDownLatch watching = new CountDownLatch(1);

		private final BlockingQueue<String> terminated = new LinkedBlockingQueue<>();

	}

	@ActorComponent("aWatcher")
	static class AWatcher extends Actor {

		private final ActorRef zWatched;

		private final Notices notices;

		AWatcher(ActorRef zWatched, Notices notices) {
			this.zWatched = zWatched;
			this.notices = notices;
		}

		@Override
		protected void started() {
			watch(this.zWatched);
			this.notices.watching.countDown();
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Terminated terminated) {
				this.notices.terminated.add(terminated.actor().path().toString());
			}
		}

	}

	@ActorComponent("zWatched")
	static class ZWatched extends Echoing {

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethods {

		@Bean
		@Scope("prototype")
		Stock north() {
			return new Stock();
		}

		@Bean
		@Scope("prototype")
		Stock south() {
			return new Stock();
		}

	}

	@Configuration
	static class FullConfiguration extends BeanMethods {

		private final ActorRef north;

		FullConfiguration(@Qualifier("north") ActorRef north) {
			this.north = north;
		}

		@Bean
		String nameOfNorth() {
			return this.north.name();
		}

	}

	static class EarlyAsker {

		final List<Throwable> failures;

		EarlyAsker(ActorRef stock) {
			this.failures = Stream.of(stock.ask(new Echo("x"), Duration.ofMillis(200)), stock.ask(new Echo("x")),
					stock.within(() -> () -> {
					}).ask(new Echo("x"), String.class, Duration.ofMillis(300)))
				.map((answer) -> answer.handle((value, error) -> error).orTimeout(10, TimeUnit.SECONDS).join())
				.toList();
		}

	}

	static class PatientAsker {

		final CompletableFuture<String> answer;

		PatientAsker(ActorRef stock) {
			this.answer = stock.ask(new Echo("x"), SOON);
		}

	}

}
