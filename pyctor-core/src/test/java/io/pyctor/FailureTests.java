package io.pyctor;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTests extends WithActorSystem {

	private final Queue<Throwable> reported = new ConcurrentLinkedQueue<>();

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		// One thread: if it died, nothing would be answered any more.
		return super.settings(builder).parallelism(1).failureHandler(this.reported::add);
	}

	/** Fails at a Supplier of a throwable, and answers how much it has received. */
	private static final class Fragile extends Actor {

		private int received;

		private final Queue<Object> restarts;

		Fragile(Queue<Object> restarts) {
			this.restarts = restarts;
		}

		@Override
		protected void receive(ActorRef sender, Object message) throws Exception {
			this.received++;
			if (message instanceof Supplier<?> failure) {
				sneakyThrow((Throwable) failure.get());
			}
			tell(sender, this.received);
		}

		@Override
		protected void restarted(ActorRef sender, Object message, Throwable error) {
			this.restarts.add(sender);
			this.restarts.add(message);
			this.restarts.add(error);
		}

	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable ex) throws T {
		throw (T) ex;
	}

	static Stream<Supplier<Throwable>> failures() {
		return Stream.of(() -> new IllegalStateException("on purpose"), () -> new Exception("checked"),
				() -> new AssertionError("on purpose"), () -> new StackOverflowError("on purpose"),
				() -> new NoClassDefFoundError("on purpose"), () -> new ExceptionInInitializerError("on purpose"),
				() -> new InterruptedException("on purpose"), () -> new OutOfMemoryError("on purpose"),
				() -> new InternalError("on purpose"), () -> new Throwable("on purpose"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failureCallsRestartedAndTheSameInstanceCarriesOn(Supplier<Throwable> failure) {
		Queue<Object> restarts = new ConcurrentLinkedQueue<>();
		Throwable thrown = failure.get();
		Supplier<Throwable> message = () -> thrown;
		Probe probe = Probe.create(this.system, "probe");
		ActorRef fragile = probe.call((self) -> self.create(() -> new Fragile(restarts)));
		probe.run(() -> {
			probe.tell(fragile, "one");
			probe.tell(fragile, message);
			probe.tell(fragile, "three");
		});
		assertThat(probe.next()).isEqualTo(1);
		assertThat(probe.next()).isEqualTo(new DeadLetter(fragile, message, DeadLetterReason.FAILED));
		assertThat(probe.next()).isEqualTo(3);
		assertThat(restarts).containsExactly(probe.ref(), message, thrown);
		assertThat(probe.rest()).isEmpty();
		assertThat(this.deadLetters).singleElement().satisfies((heard) -> {
			assertThat(heard.message()).isSameAs(message);
			assertThat(heard.reason()).isEqualTo(DeadLetterReason.FAILED);
			assertThat(heard.sender()).isEqualTo(probe.ref());
		});
	}

	@Test
	void failuresAreCounted() {
		Queue<Object> restarts = new ConcurrentLinkedQueue<>();
		ActorRef fragile = this.system.create(() -> new Fragile(restarts), "fragile");
		Supplier<Throwable> failure = IllegalStateException::new;
		fragile.tell(failure);
		fragile.tell(failure);
		fragile.ask("x", Integer.class, LONG).join();
		eventually().untilAsserted(() -> {
			ActorSnapshot snapshot = this.system.snapshot("/user/fragile").orElseThrow();
			assertThat(snapshot.failed()).isEqualTo(2);
			assertThat(snapshot.restarted()).isEqualTo(2);
			assertThat(snapshot.processed()).isEqualTo(1);
		});
	}

	@Test
	void realStackOverflowFailsOneMessageOnly() {
		ActorRef deep = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("deep")) {
				recurse(1);
			}
			self.tell(sender, message);
		}));
		assertThat(deep.ask("deep", Object.class, LONG)).failsWithin(LONG)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(StackOverflowError.class);
		assertThat(deep.ask("x", String.class, LONG).join()).isEqualTo("x");
	}

	/**
	 * In a JVM of its own, since code that is warm needs less room; with all compilers,
	 * or without the optimizing one, which leaves less of a frame.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1" })
	void stackThatEndsWithinATellFailsNobodyElse(String compilers) throws Exception {
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), compilers, "-cp",
				System.getProperty("java.class.path"), OverflowingTells.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).contains("all 4 rounds");
	}

	private static int recurse(int depth) {
		return recurse(depth + 1) + recurse(depth + 2);
	}

	/** Its first use fails with one error of linkage, each further use with another. */
	private static final class Unlinkable {

		private static final int VALUE = Integer.parseInt("not a number");

	}

	@Test
	void realLinkageErrorFailsOneMessageOnly() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			self.tell(sender, message.equals("link") ? "" + Unlinkable.VALUE : message);
		}));
		for (int i = 0; i < 2; i++) {
			assertThat(actor.ask("link", Object.class, LONG)).failsWithin(LONG)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(LinkageError.class);
			assertThat(actor.ask("x", String.class, LONG).join()).isEqualTo("x");
		}
		assertThat(this.reported).isEmpty();
	}

	@Test
	void failureOfTheJvmIsReportedAndOthersAreNot() {
		Queue<Object> restarts = new ConcurrentLinkedQueue<>();
		ActorRef fragile = this.system.create(() -> new Fragile(restarts));
		OutOfMemoryError memory = new OutOfMemoryError("on purpose");
		fragile.tell((Supplier<Throwable>) StackOverflowError::new);
		fragile.tell((Supplier<Throwable>) IllegalStateException::new);
		fragile.tell((Supplier<Throwable>) () -> memory);
		assertThat(fragile.ask("x", Integer.class, LONG).join()).isEqualTo(4);
		assertThat(this.reported).containsExactly(memory);
	}

	@Test
	void failureOfTheJvmInAHookIsReported() {
		OutOfMemoryError inStarted = new OutOfMemoryError("started");
		OutOfMemoryError inStopped = new OutOfMemoryError("stopped");
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			probe.create(LambdaActor.idle().whenStarted((self) -> {
				throw inStarted;
			}));
			probe.stop(probe.create(LambdaActor.idle().whenStopped((self) -> {
				throw inStopped;
			})));
		});
		probe.next(Terminated.class);
		probe.next(Terminated.class);
		assertThat(this.reported).containsExactlyInAnyOrder(inStarted, inStopped);
	}

	@Test
	void failureHandlerThatThrowsHarmsNobody() throws Exception {
		ActorSystem other = ActorSystem.builder("other").parallelism(1).failureHandler((ex) -> {
			throw new IllegalStateException("on purpose");
		}).build();
		ActorRef fragile = other.create(() -> new Fragile(new ConcurrentLinkedQueue<>()));
		fragile.tell((Supplier<Throwable>) OutOfMemoryError::new);
		assertThat(fragile.ask("x", Integer.class, LONG).join()).isEqualTo(2);
		other.close();
	}

	@Test
	void hookThatThrowsAfterAFailureHarmsNobody() {
		LambdaActor actor = new LambdaActor((self, sender, message) -> {
			if (message.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			self.tell(sender, message);
		}).whenRestarted((sender, message, error) -> {
			throw new AssertionError("on purpose");
		});
		ActorRef ref = this.system.create(actor);
		ref.tell("fail");
		ref.tell("fail");
		assertThat(ref.ask("x", String.class, LONG).join()).isEqualTo("x");
	}

	@Test
	void hookThatThrowsAtTheEndHarmsNobody() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(LambdaActor.idle().whenStopped((actor) -> {
			throw new StackOverflowError("on purpose");
		})));
		this.system.stop(child);
		Terminated terminated = probe.next(Terminated.class);
		assertThat(terminated.reason()).isEqualTo(TerminationReason.STOPPED);
		assertThat(terminated.cause()).isEmpty();
	}

	@Test
	void failingChildDoesNotTakeItsParentDown() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(() -> new Fragile(new ConcurrentLinkedQueue<>())));
		for (int i = 0; i < 100; i++) {
			child.tell((Supplier<Throwable>) IllegalStateException::new);
		}
		assertThat(child.ask("x", Integer.class, LONG).join()).isEqualTo(101);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void actorCanStopItselfInRestarted() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(new Actor() {

			@Override
			protected void receive(ActorRef sender, Object message) {
				throw new IllegalStateException("on purpose");
			}

			@Override
			protected void restarted(ActorRef sender, Object message, Throwable error) {
				stop();
			}

		}));
		child.tell("x");
		assertThat(probe.next(Terminated.class).actor()).isSameAs(child);
	}

}
