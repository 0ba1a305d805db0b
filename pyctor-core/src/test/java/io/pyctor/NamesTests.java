package io.pyctor;

import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NamesTests extends WithActorSystem {

	static class Greeter extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

	}

	@Test
	void badNameIsRefusedBeforeTheFactoryIsCalled() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.system.create(() -> {
			throw new AssertionError("called");
		}, "a/b")).withMessageContaining("'/'").withMessageContaining("'a/b'");
	}

	@Test
	void nameOfALivingSiblingIsTaken() {
		this.system.create(Greeter::new, "one");
		assertThatExceptionOfType(DuplicateActorNameException.class)
			.isThrownBy(() -> this.system.create(Greeter::new, "one"))
			.withMessageContaining("'one'")
			.withMessageContaining("/user");
	}

	@Test
	void instanceWhoseNameWasTakenCanStillBecomeAnActor() {
		this.system.create(Greeter::new, "one");
		Greeter greeter = new Greeter();
		assertThatExceptionOfType(DuplicateActorNameException.class)
			.isThrownBy(() -> this.system.create(greeter, "one"));
		assertThat(this.system.create(greeter, "two").name()).isEqualTo("two");
	}

	@Test
	void sameNameUnderAnotherParentIsFree() {
		Probe one = Probe.create(this.system, "one");
		Probe two = Probe.create(this.system, "two");
		ActorRef first = one.call((self) -> self.create(Greeter::new, "same"));
		ActorRef second = two.call((self) -> self.create(Greeter::new, "same"));
		assertThat(first).isNotEqualTo(second);
		assertThat(first.path()).hasToString("/user/one/same");
		assertThat(second.path()).hasToString("/user/two/same");
	}

	@Test
	void defaultNameIsTheClassAndANumber() {
		assertThat(this.system.create(Greeter::new).name()).matches("Greeter-\\d+");
		assertThat(this.system.create(new Greeter() {
		}).name()).matches("[A-Za-z]+-\\d+");
	}

	@Test
	void defaultNamesAreNeverUsedAgain() {
		Probe probe = Probe.create(this.system, "probe");
		Set<String> names = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			ActorRef ref = probe.call((self) -> self.create(Greeter::new));
			assertThat(names.add(ref.name())).as(ref.name()).isTrue();
			this.system.stop(ref);
			probe.next(Terminated.class);
		}
	}

	@Test
	void defaultNamesOfSeveralParentsAndThreadsAreUnique() throws Exception {
		Queue<String> names = new ConcurrentLinkedQueue<>();
		Thread[] threads = new Thread[4];
		for (int i = 0; i < threads.length; i++) {
			threads[i] = new Thread(() -> {
				for (int n = 0; n < 2_000; n++) {
					names.add(this.system.create(Greeter::new).name());
				}
			});
			threads[i].start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(names).hasSize(8_000).doesNotHaveDuplicates();
	}

	@Test
	void nameIsFreeWhenTerminatedIsHandled() {
		Queue<Object> results = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(1);
		int rounds = 500;
		this.system.create(new LambdaActor((self, sender, message) -> {
			if (message instanceof Terminated terminated) {
				int round = results.size();
				results.add(terminated.actor());
				if (round == rounds) {
					done.countDown();
				}
				else {
					// Throws if the name were still taken.
					self.stop(self.create(Greeter::new, "child"));
				}
			}
		}).whenStarted((self) -> self.stop(self.create(Greeter::new, "child"))));
		await(done);
		assertThat(results).hasSize(rounds + 1).doesNotHaveDuplicates();
	}

	@Test
	void nameIsFreeWhenAnotherWatcherOfASystemActorHandlesTerminated() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 500; i++) {
			ActorRef ref = this.system.create(Greeter::new, "again");
			probe.run(() -> probe.watch(ref));
			this.system.stop(ref);
			probe.next(Terminated.class);
		}
	}

	@Test
	void nameIsFreeWhenAWatcherThatCameLateHandlesTerminated() {
		CountDownLatch told = new CountDownLatch(1);
		CountDownLatch emptying = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.system.addDeadLetterListener((letter, sender) -> {
			emptying.countDown();
			await(release);
		});
		Probe probe = Probe.create(this.system, "probe");
		ActorRef ref = this.system.create(LambdaActor.factory((self, sender, message) -> await(told)), "again");
		ref.tell("first");
		this.system.stop(ref);
		ref.tell("too late");
		told.countDown();
		try {
			await(emptying);
			// It has ended, though it is still busy with what it was told too late.
			probe.run(() -> probe.watch(ref));
			probe.next(Terminated.class);
			assertThat(this.system.create(Greeter::new, "again")).isNotEqualTo(ref);
		}
		finally {
			release.countDown();
		}
	}

	@Test
	void nameOfAChildThatStartedBadlyIsFreeAfterItsTerminated() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 100; i++) {
			probe.run(() -> probe.create(LambdaActor.idle().whenStarted((self) -> {
				throw new IllegalStateException("on purpose");
			}), "child"));
			assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.FAILED);
		}
	}

	@Test
	void nameIsTakenUntilTerminatedIsHandled() {
		CountDownLatch dead = new CountDownLatch(1);
		Probe probe = Probe.create(this.system, "probe");
		this.system.create(new LambdaActor((self, sender, message) -> {
			if (message instanceof Terminated) {
				self.create(Greeter::new, "child");
				self.tell(probe.ref(), "free");
			}
			else {
				await(dead);
				try {
					self.create(Greeter::new, "child");
				}
				catch (DuplicateActorNameException ex) {
					self.tell(probe.ref(), "taken");
				}
			}
		}).whenStarted((self) -> {
			ActorRef child = self.create(Greeter::new, "child");
			probe.ref().tell(child);
		})).tell("try");
		ActorRef child = (ActorRef) probe.next();
		probe.run(() -> probe.watch(child));
		this.system.stop(child);
		probe.next(Terminated.class);
		dead.countDown();
		assertThat(probe.next()).isEqualTo("taken");
		assertThat(probe.next()).isEqualTo("free");
	}

	@Test
	void givenNameThatIsADefaultNameOfALivingSiblingIsTaken() {
		String name = this.system.create(Greeter::new).name();
		assertThatExceptionOfType(DuplicateActorNameException.class)
			.isThrownBy(() -> this.system.create(LambdaActor::idle, name))
			.withMessageContaining(name);
	}

	@Test
	void defaultNameAvoidsAGivenNameThatLooksLikeOne() {
		Probe probe = Probe.create(this.system, "probe");
		long number = number(probe.call((self) -> self.create(Greeter::new)).name());
		for (long next = number + 1; next < number + 100; next++) {
			String name = "Greeter-" + next;
			probe.run(() -> probe.create(LambdaActor::idle, name));
		}
		for (int i = 0; i < 50; i++) {
			probe.run(() -> probe.create(Greeter::new));
		}
		List<ActorRef> children = probe.call(Probe::children);
		assertThat(children).hasSize(150);
		assertThat(children).extracting(ActorRef::name).doesNotHaveDuplicates();
	}

	@Test
	void givenNameThatLooksLikeADefaultOneIsFreeAgainAfterItsEnd() {
		Probe probe = Probe.create(this.system, "probe");
		for (int i = 0; i < 3; i++) {
			ActorRef ref = probe.call((self) -> self.create(Greeter::new, "Greeter-5"));
			this.system.stop(ref);
			probe.next(Terminated.class);
		}
	}

	@Test
	void namesLikeDefaultOnesRacingDefaultNamesStayUnique() throws Exception {
		for (int round = 0; round < 30; round++) {
			long number = number(this.system.create(Greeter::new).name());
			Thread given = new Thread(() -> {
				for (long next = number + 1; next < number + 400; next++) {
					try {
						this.system.create(LambdaActor::idle, "Greeter-" + next);
					}
					catch (DuplicateActorNameException ex) {
						// The default name was first.
					}
				}
			});
			given.start();
			for (int i = 0; i < 200; i++) {
				this.system.create(Greeter::new);
			}
			given.join();
		}
		List<ActorSnapshot> children = this.system.snapshot().children();
		assertThat(children).extracting((child) -> child.ref().name()).doesNotHaveDuplicates();
	}

	@Test
	void oneOfManyThreadsGetsTheName() throws Exception {
		for (int round = 0; round < 300; round++) {
			String name = "race-" + round;
			Queue<ActorRef> winners = new ConcurrentLinkedQueue<>();
			Queue<Throwable> losers = new ConcurrentLinkedQueue<>();
			CountDownLatch go = new CountDownLatch(1);
			Thread[] threads = new Thread[4];
			for (int i = 0; i < threads.length; i++) {
				threads[i] = new Thread(() -> {
					await(go);
					try {
						winners.add(this.system.create(Greeter::new, name));
					}
					catch (DuplicateActorNameException ex) {
						losers.add(ex);
					}
				});
				threads[i].start();
			}
			go.countDown();
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(winners).hasSize(1);
			assertThat(losers).hasSize(3);
			assertThat(this.system.find("/user/" + name)).containsSame(winners.peek());
		}
	}

	private static long number(String name) {
		return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
	}

}
