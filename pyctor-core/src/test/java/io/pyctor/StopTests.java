package io.pyctor;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class StopTests extends WithActorSystem {

	private final Queue<Object> events = new ConcurrentLinkedQueue<>();

	private final CountDownLatch waiting = new CountDownLatch(1);

	/** Waits for a latch at "wait", notes everything else. */
	private LambdaActor noting(CountDownLatch latch) {
		return new LambdaActor((self, sender, message) -> {
			if (message.equals("wait")) {
				this.waiting.countDown();
				await(latch);
			}
			this.events.add(message);
		}).whenStopped((self) -> this.events.add("stopped"));
	}

	static Stream<BiConsumer<ActorSystem, ActorRef>> inTheQueue() {
		return Stream.of(ActorSystem::stop, (system, ref) -> system.tell(ref, new PoisonPill()),
				(system, ref) -> ref.tell(new PoisonPill()));
	}

	@ParameterizedTest
	@MethodSource("inTheQueue")
	void stopTakesItsPlaceInTheQueue(BiConsumer<ActorSystem, ActorRef> stop) {
		CountDownLatch latch = new CountDownLatch(1);
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe.call((self) -> self.create(noting(latch)));
		probe.run(() -> {
			probe.tell(actor, "wait");
			probe.tell(actor, "before");
			stop.accept(this.system, actor);
			probe.tell(actor, "after");
		});
		latch.countDown();
		assertThat(probe.next(Terminated.class))
			.isEqualTo(new Terminated(actor, TerminationReason.STOPPED, Optional.empty()));
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "after", DeadLetterReason.STOPPED));
		assertThat(this.events).containsExactly("wait", "before", "stopped");
	}

	@Test
	void actorStopsItselfAfterWhatItWasToldBefore() {
		CountDownLatch latch = new CountDownLatch(1);
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe.call((self) -> self.create(new LambdaActor((child, sender, message) -> {
			this.events.add(message);
			if (message.equals("stop")) {
				await(latch);
				child.stop();
			}
		})));
		actor.tell("stop");
		actor.tell("before");
		latch.countDown();
		probe.next(Terminated.class);
		assertThat(this.events).containsExactly("stop", "before");
	}

	@Test
	void stopNowEndsAfterTheCurrentMessage() {
		CountDownLatch latch = new CountDownLatch(1);
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe.call((self) -> self.create(noting(latch)));
		probe.run(() -> {
			probe.tell(actor, "wait");
			probe.tell(actor, "one");
			probe.tell(actor, "two");
		});
		await(this.waiting);
		this.system.stopNow(actor);
		latch.countDown();
		probe.next(Terminated.class);
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "one", DeadLetterReason.STOPPED));
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "two", DeadLetterReason.STOPPED));
		assertThat(this.events).containsExactly("wait", "stopped");
	}

	@Test
	void stopNowFromInsideEndsAfterTheCurrentMessage() {
		Probe probe = Probe.create(this.system, "probe");
		CountDownLatch latch = new CountDownLatch(1);
		ActorRef actor = probe.call((self) -> self.create(new LambdaActor((child, sender, message) -> {
			this.events.add(message);
			await(latch);
			this.system.stopNow(child.self());
			this.events.add("end of " + message);
		})));
		actor.tell("one");
		actor.tell("two");
		latch.countDown();
		probe.next(Terminated.class);
		assertThat(this.events).containsExactly("one", "end of one");
		eventually().untilAsserted(() -> assertThat(deadMessages()).containsExactly("two"));
	}

	@Test
	void stopNowOfAnIdleActorEndsIt() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 1_000; i++) {
			ActorRef actor = probe.call((self) -> self.create(LambdaActor::idle));
			this.system.stopNow(actor);
			assertThat(probe.next(Terminated.class).actor()).isSameAs(actor);
		}
	}

	@Test
	void stopNowOfABusyActorIsNeverLost() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 300; i++) {
			// It would go on for ever.
			ActorRef actor = probe.call((self) -> self
				.create(LambdaActor.factory((child, sender, message) -> child.tell(child.self(), message))));
			actor.tell("go on");
			this.system.stopNow(actor);
			assertThat(probe.next(Terminated.class).actor()).isSameAs(actor);
		}
	}

	@Test
	void stopTwiceIsStopOnce() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe.call((self) -> self.create(noting(new CountDownLatch(0))));
		// One that was stopped before it started would not note that it stopped.
		eventually().until(() -> ((ActorCell) actor).state() == ActorState.IDLE);
		this.system.stop(actor);
		this.system.stop(actor);
		actor.tell(new PoisonPill());
		this.system.stopNow(actor);
		probe.next(Terminated.class);
		this.system.stop(actor);
		this.system.stopNow(actor);
		assertThat(probe.rest()).isEmpty();
		assertThat(this.events).containsExactly("stopped");
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void tellAfterTheEndIsADeadLetter() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = probe.call((self) -> self.create(LambdaActor::idle));
		this.system.stop(actor);
		probe.next(Terminated.class);
		probe.run(() -> probe.tell(actor, "late"));
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "late", DeadLetterReason.STOPPED));
	}

	@Test
	void childrenStopFirstAndTogetherThenTheLastCallbackThenTheWatchers() {
		int childCount = 5;
		CountDownLatch allStopping = new CountDownLatch(childCount);
		ActorSystem wide = ActorSystem.builder("wide").parallelism(childCount + 1).build();
		Probe probe = Probe.create(wide, "probe");
		ActorRef parent = wide.create(LambdaActor.idle().whenStarted((self) -> {
			for (int i = 0; i < childCount; i++) {
				self.create(LambdaActor.idle().whenStopped((child) -> {
					// If they did not stop together, this would never come to its end.
					allStopping.countDown();
					await(allStopping);
					this.events.add("child");
				}));
			}
		}).whenStopped((self) -> {
			this.events.add("parent, children " + self.children().size());
		}));
		probe.run(() -> probe.watch(parent));
		wide.stop(parent);
		probe.next(Terminated.class);
		assertThat(this.events).containsExactly("child", "child", "child", "child", "child", "parent, children 0");
		wide.close();
	}

	@Test
	void parentWithLivingChildrenStops() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef parent = probe.call((self) -> self.create(treeOf(4, 4)));
		this.system.stop(parent);
		assertThat(probe.next(Terminated.class).actor()).isSameAs(parent);
		assertThat(this.events).hasSize(1 + 4 + 16 + 64 + 256).endsWith("stopped 4");
		assertThat(this.system.snapshot("/user/probe").orElseThrow().children()).isEmpty();
	}

	@Test
	void parentWithLivingChildrenStopsNow() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef parent = probe.call((self) -> self.create(treeOf(3, 4)));
		parent.tell("x");
		this.system.stopNow(parent);
		assertThat(probe.next(Terminated.class).actor()).isSameAs(parent);
		eventually()
			.untilAsserted(() -> assertThat(this.system.snapshot("/user/probe").orElseThrow().children()).isEmpty());
	}

	private LambdaActor treeOf(int depth, int width) {
		return LambdaActor.idle().whenStarted((self) -> {
			for (int i = 0; depth > 0 && i < width; i++) {
				self.create(treeOf(depth - 1, width));
			}
		}).whenStopped((self) -> this.events.add("stopped " + depth));
	}

	@Test
	void childrenProcessWhatTheyWereToldBeforeTheParentStopped() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef parent = probe.call((self) -> self.create(new LambdaActor((actor, sender, message) -> {
			ActorRef child = actor.create(noting(new CountDownLatch(0)));
			for (int i = 0; i < 100; i++) {
				actor.tell(child, i);
			}
			actor.stop();
		})));
		parent.tell("go");
		probe.next(Terminated.class);
		assertThat(this.events).hasSize(101).startsWith(0, 1).endsWith(99, "stopped");
	}

	@Test
	void stopNowReachesTheChildrenOfAnActorThatIsStopping() {
		CountDownLatch latch = new CountDownLatch(1);
		Probe probe = Probe.create(this.system, "probe");
		List<ActorRef> refs = new CopyOnWriteArrayList<>();
		ActorRef parent = probe.call((self) -> self.create(LambdaActor.idle().whenStarted((actor) -> {
			ActorRef child = actor.create(noting(latch));
			refs.add(child);
			actor.tell(child, "wait");
			for (int i = 0; i < 10; i++) {
				actor.tell(child, "queued");
			}
		})));
		await(this.waiting);
		this.system.stop(parent);
		eventually().until(() -> this.system.snapshot(parent.path().toString())
			.filter((snapshot) -> snapshot.state() == ActorState.STOPPING)
			.isPresent());
		this.system.stopNow(parent);
		// The child stops now, once the parent has passed it on.
		eventually().until(() -> isSignalled(refs.get(0)));
		latch.countDown();
		probe.next(Terminated.class);
		assertThat(this.events).containsExactly("wait", "stopped");
	}

	private static boolean isSignalled(ActorRef ref) {
		try {
			Field signals = ActorCell.class.getDeclaredField("signals");
			signals.setAccessible(true);
			return signals.get(ref) != null;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whatAStoppingActorIsToldBecomesADeadLetterAfterItsEnd() {
		CountDownLatch latch = new CountDownLatch(1);
		CountDownLatch stopping = new CountDownLatch(1);
		Probe probe = Probe.create(this.system, "probe");
		ActorRef parent = probe.call((self) -> self
			.create(LambdaActor.idle().whenStarted((actor) -> actor.create(LambdaActor.idle().whenStopped((child) -> {
				stopping.countDown();
				await(latch);
			})))));
		this.system.stop(parent);
		await(stopping);
		probe.run(() -> probe.tell(parent, "late"));
		assertThat(probe.rest()).isEmpty();
		latch.countDown();
		assertThat(probe.next()).isInstanceOf(Terminated.class);
		assertThat(probe.next()).isEqualTo(new DeadLetter(parent, "late", DeadLetterReason.STOPPED));
	}

	@Test
	void actorStopsASibling() {
		Probe one = Probe.create(this.system, "one");
		Probe two = Probe.create(this.system, "two");
		one.run(() -> {
			one.watch(two.ref());
			one.stop(two.ref());
		});
		assertThat(one.next(Terminated.class).actor()).isSameAs(two.ref());
	}

	@Test
	void lastWordsAreSentBeforeTheEndIsTold() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 300; i++) {
			probe.run(() -> probe
				.stop(probe.create(LambdaActor.idle().whenStopped((self) -> self.tell(self.parent(), "last words")))));
			assertThat(probe.next()).isEqualTo("last words");
			assertThat(probe.next()).isInstanceOf(Terminated.class);
		}
	}

}
