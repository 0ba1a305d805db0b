package io.pyctor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SnapshotTests extends WithActorSystem {

	static class Clerk extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			if (message.equals("unknown")) {
				unhandled(message);
			}
			else {
				tell(sender, message);
			}
		}

	}

	private ActorSnapshot snapshot(String path) {
		return this.system.snapshot(path).orElseThrow();
	}

	private ActorTypeSnapshot type(Class<?> type) {
		return this.system.typeSnapshots()
			.stream()
			.filter((snapshot) -> snapshot.type().equals(type.getName()))
			.findFirst()
			.orElse(new ActorTypeSnapshot(type.getName(), 0, 0, 0, 0, 0));
	}

	@Test
	void emptySystemIsARoot() {
		ActorSnapshot root = this.system.snapshot();
		assertThat(root.ref().path()).hasToString("/user");
		assertThat(root.children()).isEmpty();
		assertThat(this.system.typeSnapshots()).isEmpty();
	}

	@Test
	void treeIsShown() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(Clerk::new, "clerk"));
		ActorRef unnamed = probe.call((self) -> self.create(Clerk::new));
		ActorSnapshot root = this.system.snapshot();
		assertThat(root.children()).extracting(ActorSnapshot::ref).containsExactly(probe.ref());
		ActorSnapshot snapshot = root.children().get(0);
		assertThat(snapshot.type()).isEqualTo(Probe.class.getName());
		assertThat(snapshot.children()).extracting(ActorSnapshot::ref).containsExactlyInAnyOrder(child, unnamed);
		assertThat(snapshot.children()).extracting(ActorSnapshot::type).containsOnly(Clerk.class.getName());
		assertThat(snapshot("/user/probe/clerk").ref()).isSameAs(child);
		assertThat(this.system.snapshot("/user/other")).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> this.system.snapshot("no path"));
	}

	@Test
	void statesAreShown() {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch stopping = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		CompletableFuture<String> stage = new CompletableFuture<>();
		ActorSystem wide = ActorSystem.builder("wide").parallelism(4).build();
		ActorRef actor = wide.create(new LambdaActor((self, sender, message) -> {
			if (message.equals("busy")) {
				busy.countDown();
				await(release);
			}
			else {
				self.await(stage, (value) -> {
				});
			}
		}).whenStarted((self) -> self.create(LambdaActor.idle().whenStopped((child) -> {
			stopping.countDown();
			await(end);
		}))), "actor");
		eventually().until(() -> state(wide) == ActorState.IDLE);
		actor.tell("busy");
		await(busy);
		assertThat(state(wide)).isEqualTo(ActorState.BUSY);
		release.countDown();
		eventually().until(() -> state(wide) == ActorState.IDLE);
		actor.tell("await");
		eventually().until(() -> state(wide) == ActorState.AWAITING);
		stage.complete("x");
		eventually().until(() -> state(wide) == ActorState.IDLE);
		wide.stop(actor);
		await(stopping);
		assertThat(state(wide)).isEqualTo(ActorState.STOPPING);
		end.countDown();
		eventually().until(() -> wide.snapshot("/user/actor").isEmpty());
		wide.close();
	}

	private static ActorState state(ActorSystem system) {
		return system.snapshot("/user/actor").orElseThrow().state();
	}

	@Test
	void mailboxSizeCountsWhatWaitsAndNotTheEnginesOwn() {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.factory((self, sender, message) -> {
			busy.countDown();
			await(release);
		}), "actor");
		actor.tell("busy");
		await(busy);
		assertThat(snapshot("/user/actor").mailboxSize()).isZero();
		for (int i = 1; i <= 50; i++) {
			actor.tell(i);
			assertThat(snapshot("/user/actor").mailboxSize()).isEqualTo(i);
		}
		this.system.stop(actor);
		assertThat(snapshot("/user/actor").mailboxSize()).isEqualTo(50);
		assertThat(type(LambdaActor.class).mailboxSize()).isEqualTo(50);
		release.countDown();
	}

	@Test
	void processedFailedAndUnhandledAreToldApart() {
		ActorRef clerk = this.system.create(Clerk::new, "clerk");
		for (int i = 0; i < 10; i++) {
			clerk.ask(i, Integer.class, LONG).join();
		}
		for (int i = 0; i < 3; i++) {
			clerk.tell("fail");
			clerk.tell("unknown");
		}
		eventually().untilAsserted(() -> {
			ActorSnapshot snapshot = snapshot("/user/clerk");
			assertThat(snapshot.processed()).isEqualTo(10);
			assertThat(snapshot.failed()).isEqualTo(3);
			assertThat(snapshot.restarted()).isEqualTo(3);
			assertThat(this.system.deadLetters()).containsEntry(DeadLetterReason.UNHANDLED, 3L);
		});
	}

	@Test
	void actorsOfOneClassAreSummedUpOverTheirDeath() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 5; i++) {
			ActorRef clerk = probe.call((self) -> self.create(Clerk::new));
			clerk.ask("x", String.class, LONG).join();
			clerk.tell("fail");
			if (i < 3) {
				this.system.stop(clerk);
				probe.next(Terminated.class);
			}
		}
		eventually().untilAsserted(() -> assertThat(type(Clerk.class))
			.isEqualTo(new ActorTypeSnapshot(Clerk.class.getName(), 2, 0, 5, 5, 5)));
		assertThat(this.system.typeSnapshots()).extracting(ActorTypeSnapshot::type)
			.isSorted()
			.containsExactly(Probe.class.getName(), Clerk.class.getName());
	}

	@Test
	void restartsOfAnActorThatFailedAtNoMessageForGoodOutliveIt() {
		ActorRef clerk = this.system.create(LambdaActor.factory((self, sender, message) -> {
			self.unhandled(message);
			throw new IllegalStateException("on purpose");
		}));
		clerk.tell("x");
		this.system.stop(clerk);
		untilOver(clerk);
		assertThat(type(LambdaActor.class))
			.isEqualTo(new ActorTypeSnapshot(LambdaActor.class.getName(), 0, 0, 0, 0, 1));
	}

	@Test
	void countsNeverGoBackWhileActorsDie() throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		Thread churn = new Thread(() -> {
			Probe probe = Probe.create(this.system, "churn");
			while (!done.get()) {
				ActorRef clerk = probe.call((self) -> self.create(Clerk::new));
				for (int i = 0; i < 20; i++) {
					clerk.tell((i == 10) ? "fail" : "x");
				}
				this.system.stop(clerk);
				probe.next(Terminated.class);
			}
		});
		churn.start();
		long processed = 0;
		long failed = 0;
		long restarted = 0;
		try {
			for (int i = 0; i < 10_000; i++) {
				ActorTypeSnapshot now = type(Clerk.class);
				assertThat(now.processed()).isGreaterThanOrEqualTo(processed);
				assertThat(now.failed()).isGreaterThanOrEqualTo(failed);
				assertThat(now.restarted()).isGreaterThanOrEqualTo(restarted);
				processed = now.processed();
				failed = now.failed();
				restarted = now.restarted();
			}
		}
		finally {
			done.set(true);
			churn.join();
		}
		assertThat(processed).isPositive();
	}

	@Test
	void snapshotOfADeepTreeIsTaken() {
		int depth = 5_000;
		CountDownLatch made = new CountDownLatch(1);
		this.system.create(() -> new Nested(depth, made), "top");
		await(made);
		int count = 0;
		for (List<ActorSnapshot> level = this.system.snapshot().children(); !level.isEmpty(); level = level.get(0)
			.children()) {
			count++;
		}
		assertThat(count).isEqualTo(depth);
		assertThat(type(Nested.class).live()).isEqualTo(depth);
	}

	private static final class Nested extends Actor {

		private final int depth;

		private final CountDownLatch made;

		Nested(int depth, CountDownLatch made) {
			this.depth = depth;
			this.made = made;
		}

		@Override
		protected void started() {
			if (this.depth > 1) {
				create(() -> new Nested(this.depth - 1, this.made), "n");
			}
			else {
				this.made.countDown();
			}
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

	@Test
	void snapshotsAreTakenWhileEverythingMoves() {
		Probe probe = Probe.create(this.system, "probe");
		AtomicBoolean end = new AtomicBoolean();
		for (int i = 0; i < 3; i++) {
			this.system.create(LambdaActor.factory((self, sender, message) -> {
				if (!end.get() && !message.equals("x")) {
					// The next one when this one has ended.
					ActorRef child = self.create(LambdaActor::idle);
					self.tell(child, "x");
					self.stop(child);
				}
			})).tell("go");
		}
		for (int i = 0; i < 1_000; i++) {
			assertThat(this.system.snapshot().ref().path()).hasToString("/user");
			assertThat(this.system.typeSnapshots()).allSatisfy((type) -> {
				assertThat(type.live()).isNotNegative();
				assertThat(type.mailboxSize()).isNotNegative();
			});
		}
		end.set(true);
		assertThat(probe.rest()).isEmpty();
	}

}
