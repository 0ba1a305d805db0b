package io.pyctor;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryTests extends WithActorSystem {

	/** Something to be found in the heap, or not. */
	private static final class Ballast {

		private final byte[] bytes = new byte[1024];

		@Override
		public String toString() {
			return "ballast of " + this.bytes.length;
		}

	}

	private static void untilGone(List<? extends WeakReference<?>> references) {
		untilLeft(0, references);
	}

	private static void untilLeft(int atMost, List<? extends WeakReference<?>> references) {
		eventually().until(() -> {
			System.gc();
			return references.stream().filter((reference) -> reference.get() != null).count() <= atMost;
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void idleActorKeepsNoConsumedMessage(boolean blocking) {
		ActorRef idle = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			if (message.equals("done")) {
				self.tell(sender, new Done());
			}
		}), blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults());
		List<WeakReference<?>> messages = new ArrayList<>();
		tellBallast(idle, messages);
		idle.ask("done", Done.class, LONG).join();
		untilGone(messages);
		assertThat(idle.name()).isNotEmpty();
	}

	@Test
	void lastMessageOfAnIdleActorIsNotKept() {
		ActorRef idle = this.system.create(LambdaActor::idle, "idle");
		List<WeakReference<?>> messages = new ArrayList<>();
		tellBallast(idle, messages);
		eventually().until(() -> this.system.snapshot("/user/idle").orElseThrow().state() == ActorState.IDLE);
		untilGone(messages);
		assertThat(idle.name()).isNotEmpty();
	}

	@Test
	void messageThatWasPutAsideKeepsNoneOfThoseThatCameAfterIt() {
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			if (message.equals("put aside")) {
				self.stash();
			}
			else if (message.equals("done")) {
				self.tell(sender, new Done());
			}
		}));
		actor.tell("put aside");
		List<WeakReference<?>> messages = new ArrayList<>();
		tellBallast(actor, messages);
		actor.ask("done", Done.class, LONG).join();
		untilGone(messages);
		assertThat(actor.name()).isNotEmpty();
	}

	private static void tellBallast(ActorRef actor, List<WeakReference<?>> messages) {
		for (int i = 0; i < 100; i++) {
			Ballast ballast = new Ballast();
			messages.add(new WeakReference<>(ballast));
			actor.tell(ballast);
		}
	}

	@Test
	void answeredQuestionIsNotKept() {
		List<WeakReference<?>> references = new ArrayList<>();
		ActorRef echo = this.system.create(LambdaActor::echo);
		askBallast(echo, references);
		untilGone(references);
	}

	private static void askBallast(ActorRef echo, List<WeakReference<?>> references) {
		for (int i = 0; i < 100; i++) {
			Ballast ballast = new Ballast();
			CompletableFuture<Ballast> answer = echo.ask(ballast, Ballast.class, Duration.ofHours(1));
			assertThat(answer.join()).isSameAs(ballast);
			references.add(new WeakReference<>(ballast));
			references.add(new WeakReference<>(answer));
		}
	}

	@Test
	void finishedAndCancelledSchedulesAreNotKept() {
		List<WeakReference<?>> references = new ArrayList<>();
		Probe probe = Probe.create(this.system, "probe");
		scheduleBallast(probe, references);
		untilGone(references);
	}

	private static void scheduleBallast(Probe probe, List<WeakReference<?>> references) {
		Ballast told = new Ballast();
		Ballast cancelled = new Ballast();
		references.add(new WeakReference<>(told));
		references.add(new WeakReference<>(cancelled));
		probe.run(() -> {
			probe.scheduleTell(probe.self(), told, Schedule.after(Duration.ZERO));
			references.add(new WeakReference<>(
					probe.scheduleTell(probe.self(), cancelled, Schedule.every(Duration.ofHours(1)))));
		});
		assertThat(probe.next()).isSameAs(told);
		((Cancellable) references.get(2).get()).cancel();
	}

	@Test
	void deadChildrenLeaveNothingInTheirParent() {
		Probe probe = Probe.create(this.system, "probe");
		List<WeakReference<?>> references = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			ActorRef child = probe.call((self) -> self.create(LambdaActor::idle, "named"));
			references.add(new WeakReference<>(child));
			ActorRef unnamed = probe.call((self) -> self.create(LambdaActor::idle));
			references.add(new WeakReference<>(unnamed));
			probe.run(() -> probe.unwatch(unnamed));
			this.system.stop(unnamed);
			this.system.stop(child);
			probe.next(Terminated.class);
			eventually().until(() -> probe.<Integer>call((self) -> self.children().size()) == 0);
		}
		probe.rest();
		untilGone(references);
	}

	@Test
	void deadWatchersAndWatchedAreForgotten() {
		Probe probe = Probe.create(this.system, "probe");
		List<WeakReference<?>> references = new ArrayList<>();
		watchAndStop(probe, references);
		// A thread that is idle may still hold what it ran last.
		untilLeft(Runtime.getRuntime().availableProcessors() + 1, references);
	}

	private void watchAndStop(Probe probe, List<WeakReference<?>> references) {
		for (int i = 0; i < 100; i++) {
			ActorRef watcher = this.system.create(LambdaActor.idle().whenStarted((self) -> self.watch(probe.ref())));
			probe.run(() -> probe.watch(watcher));
			this.system.stop(watcher);
			probe.next(Terminated.class);
			references.add(new WeakReference<>(watcher));
		}
	}

}
