package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class ActorSystemTests extends WithActorSystem {

	record Greet(String name) implements Ask<String> {
	}

	static class Greeter extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Greet greet) {
				tell(sender, "Hello, " + greet.name());
			}
			else {
				unhandled(message);
			}
		}

	}

	@Test
	void createdActorAnswers() {
		ActorRef greeter = this.system.create(Greeter::new, "greeter");
		String answer = this.system.ask(greeter, new Greet("Ada"), LONG).join();
		assertThat(answer).isEqualTo("Hello, Ada");
	}

	@Test
	void referenceIsUsableAtOnceAndStartedComesFirst() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 200; i++) {
			LambdaActor actor = new LambdaActor((self, sender, message) -> self.tell(probe.ref(), message))
				.whenStarted((self) -> self.tell(probe.ref(), "started"));
			this.system.create(actor).tell("told");
			assertThat(probe.next()).isEqualTo("started");
			assertThat(probe.next()).isEqualTo("told");
		}
	}

	@Test
	void senderFromOutsideIsNobody() {
		Probe probe = Probe.create(this.system, "probe");
		this.system.tell(probe.ref(), "by the system");
		probe.ref().tell("by the reference");
		assertThat(probe.nextReceived().sender()).isSameAs(this.system.nobody());
		assertThat(probe.nextReceived().sender()).isSameAs(this.system.nobody());
	}

	@Test
	void senderFromInsideIsTheActor() {
		Probe probe = Probe.create(this.system, "probe");
		Probe other = Probe.create(this.system, "other");
		other.run(() -> other.tell(probe.ref(), "hello"));
		assertThat(probe.nextReceived()).isEqualTo(new Probe.Received(other.ref(), "hello"));
	}

	@Test
	void whatNobodyIsToldIsADeadLetter() {
		this.system.nobody().tell("lost");
		assertThat(this.deadLetters).singleElement().satisfies((heard) -> {
			assertThat(heard.reason()).isEqualTo(DeadLetterReason.NOBODY);
			assertThat(heard.message()).isEqualTo("lost");
			assertThat(heard.letter().actor()).isSameAs(this.system.nobody());
		});
	}

	@Test
	void actorKnowsItselfAndItsSurroundings() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			assertThat(probe.self()).isSameAs(probe.ref());
			assertThat(probe.name()).isEqualTo("probe");
			assertThat(probe.path()).isEqualTo(probe.ref().path()).hasToString("/user/probe");
			assertThat(probe.system()).isSameAs(this.system);
			assertThat(probe.parent().path()).hasToString("/user");
			assertThat(probe.context().self()).isSameAs(probe.self());
			ActorRef child = probe.create(Greeter::new, "child");
			assertThat(child.path()).hasToString("/user/probe/child");
			assertThat(probe.children()).containsExactly(child);
		});
	}

	@Test
	void parentOfAChildIsItsCreator() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.create(LambdaActor.idle().whenStarted((self) -> self.tell(self.parent(), "hello"))));
		assertThat(probe.next()).isEqualTo("hello");
	}

	@Test
	void deadChildrenAreNotListed() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef first = probe.call((self) -> self.create(LambdaActor::idle));
		ActorRef second = probe.call((self) -> self.create(LambdaActor::idle));
		assertThat(probe.<List<ActorRef>>call(Probe::children)).containsExactlyInAnyOrder(first, second);
		this.system.stop(first);
		probe.next(Terminated.class);
		assertThat(probe.<List<ActorRef>>call(Probe::children)).containsExactly(second);
	}

	@Test
	void actorMethodsInAConstructorExplainThemselves() {
		assertThatIllegalStateException().isThrownBy(() -> new Actor() {

			{
				self();
			}

			@Override
			protected void receive(ActorRef sender, Object message) {
			}

		}).withMessageContaining("is no actor yet").withMessageContaining("started()");
	}

	@Test
	void sameInstanceTwiceIsAnError() {
		LambdaActor actor = LambdaActor.idle();
		ActorRef first = this.system.create(actor, "first");
		assertThatIllegalStateException().isThrownBy(() -> this.system.create(actor, "second"))
			.withMessageContaining("already is the actor /user/first");
		assertThat(this.system.find("/user/second")).isEmpty();
		assertThat(first.ask("still there", Object.class, LONG)).isNotCompletedExceptionally();
	}

	@Test
	void sameInstanceTwiceIsNobodysBusinessButTheCreators() {
		Queue<Actor> released = new ConcurrentLinkedQueue<>();
		LambdaActor actor = LambdaActor.idle();
		ActorFactory factory = new ActorFactory() {

			@Override
			public Actor create() {
				return actor;
			}

			@Override
			public void release(Actor object) {
				released.add(object);
			}

		};
		Probe parent = Probe.create(this.system, "parent");
		ActorRef first = parent.call((self) -> self.create(factory, ActorOptions.defaults()));
		parent.run(() -> assertThatIllegalStateException()
			.isThrownBy(() -> parent.create(factory, ActorOptions.defaults())));
		assertThat(parent.rest()).isEmpty();
		assertThat(released).isEmpty();
		assertThat(first.ask("still there", Object.class, LONG)).isNotCompletedExceptionally();
	}

	@Test
	void sameInstanceAfterTheFirstActorDiedIsAnError() {
		Probe probe = Probe.create(this.system, "probe");
		LambdaActor actor = LambdaActor.idle();
		ActorRef first = this.system.create(actor);
		probe.run(() -> probe.watch(first));
		this.system.stop(first);
		probe.next(Terminated.class);
		assertThatIllegalStateException().isThrownBy(() -> this.system.create(actor));
	}

	@Test
	void factoryThatReturnsTheSameInstanceTwiceIsAnError() {
		LambdaActor actor = LambdaActor.idle();
		this.system.create(() -> actor);
		assertThatIllegalStateException().isThrownBy(() -> this.system.create(() -> actor));
	}

	@Test
	void factoryThatThrowsFailsTheCreateAndLeavesTheNameFree() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.system.create(() -> {
			throw new UnsupportedOperationException();
		}, "taken"));
		assertThat(this.system.create(LambdaActor::idle, "taken").name()).isEqualTo("taken");
	}

	@Test
	void factoryGetsItsObjectBackAfterTheLastCallback() {
		Queue<Object> events = new ConcurrentLinkedQueue<>();
		CountDownLatch released = new CountDownLatch(1);
		LambdaActor actor = LambdaActor.idle().whenStopped((self) -> events.add("stopped"));
		ActorRef ref = this.system.create(new ActorFactory() {

			@Override
			public Actor create() {
				return actor;
			}

			@Override
			public void release(Actor returned) {
				events.add(returned);
				released.countDown();
			}

		}, ActorOptions.defaults());
		this.system.stop(ref);
		await(released);
		assertThat(events).containsExactly("stopped", actor);
	}

	@Test
	void factoryGetsItsObjectBackWhenItCannotBecomeAnActor() {
		this.system.create(LambdaActor::idle, "taken");
		Queue<Actor> released = new ConcurrentLinkedQueue<>();
		ActorFactory factory = new ActorFactory() {

			@Override
			public Actor create() {
				return LambdaActor.idle();
			}

			@Override
			public void release(Actor actor) {
				released.add(actor);
			}

		};
		assertThatExceptionOfType(DuplicateActorNameException.class)
			.isThrownBy(() -> this.system.create(factory, "taken", ActorOptions.defaults()));
		assertThat(released).hasSize(1);
	}

	@Test
	void factoryThatFailsToReleaseHoldsNobodyUp() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef ref = this.system.create(new ActorFactory() {

			@Override
			public Actor create() {
				return LambdaActor.idle();
			}

			@Override
			public void release(Actor actor) {
				throw new IllegalStateException("on purpose");
			}

		}, ActorOptions.defaults());
		probe.run(() -> probe.watch(ref));
		this.system.stop(ref);
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.STOPPED);
	}

	@Test
	void findReturnsTheLiving() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(LambdaActor::idle, "child"));
		ActorRef unnamed = probe.call((self) -> self.create(LambdaActor::idle));
		assertThat(this.system.find("/user/probe")).containsSame(probe.ref());
		assertThat(this.system.find("/user/probe/child")).containsSame(child);
		assertThat(this.system.find("/user/probe/" + unnamed.name())).containsSame(unnamed);
		assertThat(this.system.find("/user/probe/other")).isEmpty();
		assertThat(this.system.find("/user/probe/child/other")).isEmpty();
		assertThat(this.system.find("/elsewhere")).isEmpty();
		this.system.stop(child);
		probe.next(Terminated.class);
		assertThat(this.system.find("/user/probe/child")).isEmpty();
	}

	@Test
	void findRefusesWhatIsNoPath() {
		for (String path : List.of("", "user", "/", "//", "/user/", "/user/a b", "/user/../x")) {
			assertThatIllegalArgumentException().as(path).isThrownBy(() -> this.system.find(path));
		}
	}

	@Test
	void referencesAreEqualForTheSameIncarnationOnly() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef first = this.system.create(LambdaActor::idle, "twice");
		assertThat(this.system.find("/user/twice")).contains(first);
		probe.run(() -> probe.watch(first));
		this.system.stop(first);
		probe.next(Terminated.class);
		ActorRef second = this.system.create(LambdaActor::idle, "twice");
		assertThat(second).isNotEqualTo(first);
		assertThat(second.path()).isNotEqualTo(first.path()).hasToString("/user/twice");
	}

	@Test
	void systemsInOneJvmAreApartButCanTalk() throws Exception {
		ActorSystem other = ActorSystem.builder("test").deadLetterLogLimit(0).build();
		try {
			Probe here = Probe.create(this.system, "same");
			Probe there = Probe.create(other, "same");
			here.run(() -> {
				here.watch(there.ref());
				here.tell(there.ref(), "hello");
			});
			assertThat(there.nextReceived()).isEqualTo(new Probe.Received(here.ref(), "hello"));
		}
		finally {
			other.shutdown(LONG);
		}
		other.stopped().get(20, TimeUnit.SECONDS);
		assertThat(this.system.isShutdown()).isFalse();
		assertThat(this.system.create(LambdaActor::echo).ask("alive", String.class, LONG).join()).isEqualTo("alive");
	}

	@Test
	void nothingInTheApiIsNull() {
		ActorRef actor = this.system.create(LambdaActor::idle);
		assertThatNullPointerException().isThrownBy(() -> actor.tell(null)).withMessageContaining("'message'");
		assertThatNullPointerException().isThrownBy(() -> this.system.tell(actor, null))
			.withMessageContaining("'message'");
		assertThatNullPointerException().isThrownBy(() -> actor.tell("x", null)).withMessageContaining("'sender'");
		assertThatNullPointerException().isThrownBy(() -> this.system.create((Actor) null));
		assertThatNullPointerException().isThrownBy(() -> this.system.nobody().tell(null));
		assertThatNullPointerException()
			.isThrownBy(() -> this.system.scheduleTell(actor, null, Schedule.after(Duration.ZERO)));
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void factoryThatReturnsNullIsNamed() {
		assertThatNullPointerException().isThrownBy(() -> this.system.create(() -> null))
			.withMessageContaining("factory");
	}

	@Test
	void rootCannotBeStopped() {
		ActorRef root = this.system.find("/user").orElseThrow();
		assertThatIllegalArgumentException().isThrownBy(() -> this.system.stop(root)).withMessageContaining("/user");
		assertThatIllegalArgumentException().isThrownBy(() -> this.system.stopNow(root));
		assertThatIllegalArgumentException().isThrownBy(() -> this.system.stop(this.system.nobody()))
			.withMessageContaining("/nobody");
	}

	@Test
	void builderRefusesBadValues() {
		ActorSystemBuilder builder = ActorSystem.builder("x");
		assertThatIllegalArgumentException().isThrownBy(() -> ActorSystem.builder("a b"))
			.withMessageContaining("system name 'a b'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.parallelism(0))
			.withMessage("'parallelism' must be at least 1 (was 0)");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.throughput(0))
			.withMessage("'throughput' must be at least 1 (was 0)");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.batchTime(Duration.ZERO))
			.withMessage("'batchTime' must be positive (was PT0S)");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.askTimeout(Duration.ofSeconds(-1)))
			.withMessage("'askTimeout' must be positive (was PT-1S)");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.shutdownTimeout(Duration.ofSeconds(-1)))
			.withMessage("'shutdownTimeout' must not be negative (was PT-1S)");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.deadLetterLogLimit(-1))
			.withMessage("'deadLetterLogLimit' must be at least 0 (was -1)");
	}

	@Test
	void optionsAreAValue() {
		assertThat(ActorOptions.defaults()).isEqualTo(ActorOptions.defaults())
			.isNotEqualTo(ActorOptions.defaults().blocking());
		assertThat(ActorOptions.defaults().blocking()).isEqualTo(ActorOptions.defaults().blocking())
			.hasSameHashCodeAs(ActorOptions.defaults().blocking())
			.asString()
			.startsWith(
					"ActorOptions[blocking=true, mailbox=unbounded, supervision=SupervisionStrategy[otherwise=RESUME,");
	}

	@Test
	void everythingPrintsItself() {
		assertThat(this.system).hasToString("ActorSystem[test]");
		assertThat(this.system.create(LambdaActor::idle, "a")).hasToString("ActorRef[/user/a]");
		assertThat(this.system.nobody()).hasToString("ActorRef[/nobody]");
	}

}
