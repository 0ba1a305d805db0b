package io.pyctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeathWatchTests extends WithActorSystem {

	private ActorRef newDead() {
		Probe mortician = Probe.create(this.system, "mortician");
		ActorRef dead = mortician.call((self) -> self.create(LambdaActor::idle));
		this.system.stop(dead);
		mortician.next(Terminated.class);
		return dead;
	}

	@Test
	void watcherLearnsTheEndOnceAndTheSenderIsTheDead() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(LambdaActor::idle);
		probe.run(() -> probe.watch(actor));
		this.system.stop(actor);
		assertThat(probe.nextReceived())
			.isEqualTo(new Probe.Received(actor, new Terminated(actor, TerminationReason.STOPPED, Optional.empty())));
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void watcherOfADeadActorLearnsItAtOnce() {
		ActorRef dead = newDead();
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.watch(dead));
		Probe.Received received = probe.nextReceived();
		assertThat(received.sender()).isSameAs(dead);
		assertThat(((Terminated) received.message()).actor()).isSameAs(dead);
		assertThat(((Terminated) received.message()).reason()).isEqualTo(TerminationReason.STOPPED);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void watcherOfADeadActorCanWatchItAgain() {
		ActorRef dead = newDead();
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 3; i++) {
			probe.run(() -> probe.watch(dead));
			probe.next(Terminated.class);
			assertThat(probe.rest()).isEmpty();
		}
	}

	@Test
	void watchTwiceIsWatchOnce() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(LambdaActor::idle);
		probe.run(() -> {
			probe.watch(actor);
			probe.watch(actor);
		});
		this.system.stop(actor);
		probe.next(Terminated.class);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void everyWatcherLearnsIt() {
		ActorRef actor = this.system.create(LambdaActor::idle);
		List<Probe> probes = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Probe probe = Probe.create(this.system, "probe" + i);
			probe.run(() -> probe.watch(actor));
			probes.add(probe);
		}
		this.system.stop(actor);
		for (Probe probe : probes) {
			assertThat(probe.next(Terminated.class).actor()).isSameAs(actor);
			assertThat(probe.rest()).isEmpty();
		}
	}

	@Test
	void unwatchedActorIsNotReported() {
		Probe probe = Probe.create(this.system, "probe");
		Probe other = Probe.create(this.system, "other");
		ActorRef actor = this.system.create(LambdaActor::idle);
		probe.run(() -> {
			probe.watch(actor);
			probe.unwatch(actor);
		});
		other.run(() -> other.watch(actor));
		this.system.stop(actor);
		other.next(Terminated.class);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void unwatchRemovesANoticeThatIsQueued() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(LambdaActor::idle);
		probe.run(() -> probe.watch(actor));
		probe.run(() -> {
			endNow(actor);
			// The notice waits in this mailbox now.
			probe.unwatch(actor);
		});
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void watchAfterUnwatchWithAQueuedNoticeIsReportedOnce() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = this.system.create(LambdaActor::idle);
		probe.run(() -> probe.watch(actor));
		probe.run(() -> {
			endNow(actor);
			probe.unwatch(actor);
			probe.watch(actor);
			probe.unwatch(actor);
			probe.watch(actor);
		});
		probe.next(Terminated.class);
		assertThat(probe.rest()).isEmpty();
	}

	/** End an actor, and return when its watchers have been told. */
	private void endNow(ActorRef actor) {
		CountDownLatch told = new CountDownLatch(1);
		this.system.create(new LambdaActor((self, sender, message) -> told.countDown()).whenStarted((self) -> {
			self.watch(actor);
			self.stop(actor);
		}));
		await(told);
	}

	@Test
	void parentWatchesItsChildrenFromTheStart() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(LambdaActor::idle));
		this.system.stop(child);
		assertThat(probe.nextReceived())
			.isEqualTo(new Probe.Received(child, new Terminated(child, TerminationReason.STOPPED, Optional.empty())));
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void watchedChildIsReportedOnce() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(LambdaActor::idle));
		probe.run(() -> probe.watch(child));
		this.system.stop(child);
		probe.next(Terminated.class);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void unwatchedChildIsNotReportedAndItsNameIsFree() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 20; i++) {
			ActorRef child = probe.call((self) -> self.create(LambdaActor::idle, "child"));
			probe.run(() -> probe.unwatch(child));
			probe.run(() -> endNow(child));
			assertThat(probe.rest()).isEmpty();
		}
	}

	@Test
	void unwatchOfAChildRemovesANoticeThatIsQueued() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(LambdaActor::idle));
		probe.run(() -> {
			endNow(child);
			probe.unwatch(child);
		});
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void childThatIsWatchedAgainIsReportedOnce() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(LambdaActor::idle));
		probe.run(() -> {
			probe.unwatch(child);
			probe.watch(child);
		});
		this.system.stop(child);
		probe.next(Terminated.class);
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void childWhoseEndWasHandledCanBeWatchedLikeAnyDeadActor() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(LambdaActor::idle));
		this.system.stop(child);
		probe.next(Terminated.class);
		probe.run(() -> probe.watch(child));
		probe.next(Terminated.class);
		probe.run(() -> probe.unwatch(child));
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void childCanWatchItsParentAndItsSibling() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef parent = this.system.create(LambdaActor.idle().whenStarted((self) -> {
			ActorRef sibling = self.create(LambdaActor::idle, "sibling");
			self.create(new LambdaActor((child, sender, message) -> child.tell(probe.ref(), message))
				.whenStarted((child) -> {
					child.watch(child.parent());
					child.watch(sibling);
					child.tell(probe.ref(), sibling);
				}));
		}));
		ActorRef sibling = (ActorRef) probe.next();
		this.system.stop(sibling);
		assertThat(probe.next(Terminated.class).actor()).isSameAs(sibling);
		// The parent ends after its children: none of them learns it, and nothing hangs.
		probe.run(() -> probe.watch(parent));
		this.system.stop(parent);
		assertThat(probe.next(Terminated.class).actor()).isSameAs(parent);
	}

	@Test
	void actorCannotWatchItselfOrNobody() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			assertThatIllegalArgumentException().isThrownBy(() -> probe.watch(probe.self()))
				.withMessageContaining("/user/probe");
			assertThatIllegalArgumentException().isThrownBy(() -> probe.watch(this.system.nobody()));
		});
	}

	@Test
	void watcherThatDiedHoldsNobodyUp() {
		ActorRef actor = this.system.create(LambdaActor::idle);
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 50; i++) {
			ActorRef watcher = this.system.create(LambdaActor.idle().whenStarted((self) -> self.watch(actor)));
			probe.run(() -> probe.watch(watcher));
			this.system.stop(watcher);
			probe.next(Terminated.class);
		}
		probe.run(() -> probe.watch(actor));
		this.system.stop(actor);
		probe.next(Terminated.class);
		assertThat(this.deadLetters).isEmpty();
	}

	@Test
	void terminatedOfAnotherSystemArrives() throws Exception {
		ActorSystem other = ActorSystem.create("other");
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = other.create(LambdaActor::idle);
		probe.run(() -> probe.watch(actor));
		other.shutdown(LONG);
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.SHUTDOWN);
		other.stopped().join();
	}

	@Test
	void watchRacingTheEndIsReportedExactlyOnce() {
		Probe probe = Probe.create(this.system, "probe");
		int rounds = 10_000;
		for (int i = 0; i < rounds; i++) {
			ActorRef actor = this.system.create(LambdaActor::idle);
			int delay = ThreadLocalRandom.current().nextInt(300);
			probe.ref().tell("round");
			boolean now = (i & 1) == 0;
			this.system.create(LambdaActor.idle().whenStarted((self) -> {
				if (now) {
					this.system.stopNow(actor);
				}
				else {
					self.stop(actor);
				}
				self.stop();
			}));
			probe.call((self) -> {
				for (int spin = 0; spin < delay; spin++) {
					Thread.onSpinWait();
				}
				self.watch(actor);
				return new Done();
			});
			assertThat(probe.next()).isEqualTo("round");
			assertThat(probe.next(Terminated.class).actor()).isSameAs(actor);
		}
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void unwatchRacingTheEndIsNeverFollowedByANotice() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 5_000; i++) {
			ActorRef actor = this.system.create(LambdaActor::idle);
			int delay = ThreadLocalRandom.current().nextInt(300);
			probe.run(() -> probe.watch(actor));
			this.system.stop(actor);
			List<Object> early = new ArrayList<>();
			probe.run(() -> {
				for (int spin = 0; spin < delay; spin++) {
					Thread.onSpinWait();
				}
				probe.unwatch(actor);
			});
			early.addAll(probe.rest());
			assertThat(early.size()).isLessThanOrEqualTo(1);
			assertThat(probe.rest()).isEmpty();
		}
		// No straggler either, once everybody is gone.
		eventually().until(() -> this.system.snapshot().children().size() == 1);
		assertThat(probe.rest()).isEmpty();
	}

}
