package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.Directive;
import io.pyctor.supervision.SupervisionStrategy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Siblings that share their fate when one of them fails.
 */
class OneForAllTests extends WithActorSystem {

	private static final SupervisionStrategy RESTART = SupervisionStrategy.restart()
		.backoff(Backoff.none())
		.oneForAll("line");

	private final Fallible.Life life = new Fallible.Life();

	private final Fallible.Life siblingsLife = new Fallible.Life();

	private ActorRef create(Fallible.Life life, String name, SupervisionStrategy strategy) {
		return this.system.create(life, name, ActorOptions.defaults().supervision(strategy));
	}

	private int ask(ActorRef actor, Object message) {
		return actor.ask(message, Integer.class, LONG).join();
	}

	@Test
	void siblingsOfTheGroupAreRestarted() {
		Fallible.Life strangersLife = new Fallible.Life();
		ActorRef actor = create(this.life, "one", RESTART);
		ActorRef sibling = create(this.siblingsLife, "two", RESTART);
		ActorRef stranger = create(strangersLife, "three", RESTART.oneForAll("other"));
		assertThat(ask(sibling, "a")).isEqualTo(1);
		actor.tell(new Mishap());
		this.siblingsLife.await("started 2");
		assertThat(ask(actor, "b")).isEqualTo(2);
		assertThat(ask(sibling, "b")).isEqualTo(2);
		assertThat(ask(stranger, "b")).isEqualTo(1);
		assertThat(this.siblingsLife.events).containsExactly("started 1", "1:a", "stopped 1", "released 1", "started 2",
				"2:b");
		assertThat(this.system.snapshot("/user/two").orElseThrow().restarted()).isEqualTo(1);
		assertThat(this.system.snapshot("/user/two").orElseThrow().failed()).isZero();
	}

	@Test
	void siblingsStopWithTheCause() {
		Probe probe = Probe.create(this.system, "probe");
		SupervisionStrategy stop = SupervisionStrategy.stop().oneForAll("line");
		ActorRef actor = create(this.life, "one", stop);
		ActorRef sibling = create(this.siblingsLife, "two", stop);
		probe.run(() -> probe.watch(sibling));
		Mishap mishap = new Mishap();
		actor.tell(mishap);
		Terminated notice = probe.next(Terminated.class);
		assertThat(notice.reason()).isEqualTo(TerminationReason.FAILED);
		assertThat(notice.cause()).containsSame(mishap);
		untilOver(actor);
		untilOver(sibling);
	}

	@Test
	void siblingsStopWhenOneFailsTooOften() {
		ActorRef actor = create(this.life, "one", RESTART.limit(2, Duration.ofMinutes(1)));
		ActorRef sibling = create(this.siblingsLife, "two", RESTART);
		this.siblingsLife.await("started 1");
		actor.tell(new Mishap());
		assertThat(ask(actor, "a")).isEqualTo(2);
		actor.tell(new Mishap());
		untilOver(actor);
		untilOver(sibling);
		assertThat(this.siblingsLife.events).contains("ended FAILED");
	}

	@Test
	void messageWhoseStageASiblingAwaitsHasFailed() {
		ActorRef actor = create(this.life, "one", RESTART);
		ActorRef sibling = create(this.siblingsLife, "two", RESTART);
		CompletableFuture<String> never = new CompletableFuture<>();
		this.siblingsLife.behavior((self, sender, message) -> {
			if (message.equals("await")) {
				self.await(never, (value) -> self.life.note("late"));
				return true;
			}
			return false;
		});
		CompletableFuture<Integer> answer = sibling.ask("await", Integer.class, LONG);
		CompletableFuture<Integer> next = sibling.ask("next", Integer.class, LONG);
		this.siblingsLife.await("1:await");
		Mishap mishap = new Mishap();
		actor.tell(mishap);
		assertThat(next.join()).isEqualTo(2);
		assertThat(catchThrowable(answer::join)).isInstanceOf(CompletionException.class).hasCause(mishap);
		never.complete("x");
		assertThat(ask(sibling, "last")).isEqualTo(2);
		assertThat(this.siblingsLife.events).doesNotContain("late");
		assertThat(deadMessages()).containsExactlyInAnyOrder(mishap, "await");
		// The count of a turn is seen when the turn is over.
		eventually().until(() -> this.system.snapshot("/user/two").orElseThrow().processed() == 2);
		assertThat(this.system.snapshot("/user/two").orElseThrow().failed()).isEqualTo(1);
	}

	@Test
	void siblingsWaitAsLongAsTheOneThatFailed() {
		ActorRef actor = create(this.life, "one", RESTART.backoff(Backoff.fixed(Duration.ofHours(1))));
		ActorRef sibling = create(this.siblingsLife, "two", RESTART);
		this.siblingsLife.await("started 1");
		actor.tell(new Mishap());
		eventually().until(() -> this.system.snapshot("/user/two").orElseThrow().state() == ActorState.BACKING_OFF);
		sibling.tell("waits");
		this.system.stopNow(actor);
		this.system.stopNow(sibling);
		untilOver(sibling);
		assertThat(deadMessages()).contains("waits");
	}

	@Test
	void siblingThatWaitsWithItsObjectIsRestarted() {
		ActorRef actor = create(this.life, "one", RESTART);
		ActorRef sibling = create(this.siblingsLife, "two",
				RESTART.on(Mishap.class, Directive.RESUME).backoff(Backoff.fixed(Duration.ofHours(1))));
		sibling.tell(new Mishap());
		eventually().until(() -> this.system.snapshot("/user/two").orElseThrow().state() == ActorState.BACKING_OFF);
		actor.tell(new Mishap());
		this.siblingsLife.await("stopped 1", "released 1");
		this.system.stopNow(sibling);
	}

	@Test
	void waitThatIsOverJustThenIsNotTakenForTheEndOfTheRestart() {
		ActorSystem narrow = ActorSystem.builder("narrow").parallelism(1).build();
		ActorRef actor = narrow.create(this.life, "one", ActorOptions.defaults().supervision(RESTART).blocking());
		ActorRef sibling = narrow.create(this.siblingsLife, "two", ActorOptions.defaults()
			.supervision(RESTART.on(Mishap.class, Directive.RESUME).backoff(Backoff.fixed(Duration.ofSeconds(1)))));
		CountDownLatch holds = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		ActorRef holder = narrow.create(LambdaActor.factory((self, sender, message) -> {
			holds.countDown();
			await(go);
		})::get);
		sibling.tell(new Mishap());
		eventually().until(() -> narrow.snapshot("/user/two").orElseThrow().state() == ActorState.BACKING_OFF);
		holder.tell("hold the only thread");
		await(holds);
		actor.tell(new Mishap());
		this.life.await("started 2");
		// On top of the word to follow.
		eventually().until(() -> ((ActorCell) sibling).signals instanceof Signal.Waited);
		go.countDown();
		assertThat(ask(sibling, "x")).isEqualTo(2);
		end(narrow);
	}

	@Test
	void siblingThatHasNotStartedYetStartsOnce() {
		ActorSystem narrow = ActorSystem.builder("narrow").parallelism(1).build();
		ActorRef actor = narrow.create(this.life, "one", ActorOptions.defaults().supervision(RESTART).blocking());
		CountDownLatch holds = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		narrow.create(LambdaActor.factory((self, sender, message) -> {
			holds.countDown();
			await(go);
		})::get).tell("hold the only thread");
		await(holds);
		ActorRef sibling = narrow.create(this.siblingsLife, "two", ActorOptions.defaults().supervision(RESTART));
		actor.tell(new Mishap());
		eventually().until(() -> ((ActorCell) sibling).signals instanceof Signal.Follow);
		go.countDown();
		assertThat(ask(sibling, "x")).isEqualTo(1);
		assertThat(this.siblingsLife.events).containsExactly("started 1", "1:x");
		end(narrow);
	}

	@Test
	void siblingsStopWhenTheFreshObjectCannotStart() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef actor = create(this.life, "one", RESTART.limit(2, Duration.ofHours(1)));
		ActorRef sibling = create(this.siblingsLife, "two", RESTART);
		probe.run(() -> probe.watch(sibling));
		assertThat(ask(actor, "x")).isEqualTo(1);
		IllegalStateException cause = new IllegalStateException("no start");
		this.life.whenStarted((self) -> {
			throw cause;
		});
		actor.tell(new Mishap());
		assertThat(probe.next(Terminated.class).cause()).containsSame(cause);
	}

	@Test
	void workersOfAPoolAreRestartedTogether() {
		ActorRef pool = this.system.create(this.life, "pool",
				ActorOptions.defaults().instances(3).supervision(RESTART));
		assertThat(ask(pool, "a")).isBetween(1, 3);
		// Whoever has not started starts once only.
		this.life.await("started 1", "started 2", "started 3");
		pool.tell(new Mishap());
		this.life.await("started 4", "started 5", "started 6");
		assertThat(ask(pool, "b")).isBetween(4, 6);
	}

	@Test
	void siblingThatResumesKeepsItsObject() {
		SupervisionStrategy resume = SupervisionStrategy.resume().oneForAll("line");
		ActorRef actor = create(this.life, "one", resume);
		ActorRef sibling = create(this.siblingsLife, "two", RESTART);
		actor.tell(new Mishap());
		assertThat(ask(actor, "a")).isEqualTo(1);
		assertThat(ask(sibling, "a")).isEqualTo(1);
	}

}
