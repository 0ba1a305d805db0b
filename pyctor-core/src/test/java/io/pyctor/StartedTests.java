package io.pyctor;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class StartedTests extends WithActorSystem {

	private final IllegalStateException failure = new IllegalStateException("on purpose");

	@Test
	void failedStartStopsTheActorAndTellsWhy() {
		Probe probe = Probe.create(this.system, "probe");
		CountDownLatch watched = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.idle().whenStarted((self) -> {
			await(watched);
			throw this.failure;
		}));
		probe.run(() -> probe.watch(actor));
		watched.countDown();
		Terminated terminated = probe.next(Terminated.class);
		assertThat(terminated.actor()).isSameAs(actor);
		assertThat(terminated.reason()).isEqualTo(TerminationReason.FAILED);
		assertThat(terminated.cause()).containsSame(this.failure);
	}

	@Test
	void failedStartOfAChildTellsTheParentAndLeavesItRunning() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(LambdaActor.idle().whenStarted((actor) -> {
			throw this.failure;
		})));
		assertThat(probe.next()).isEqualTo(new Terminated(child, TerminationReason.FAILED, Optional.of(this.failure)));
		assertThat(probe.<Integer>call((self) -> self.children().size())).isZero();
	}

	@Test
	void queueOfAnActorThatFailedToStartBecomesDeadLetters() {
		Probe probe = Probe.create(this.system, "probe");
		CountDownLatch told = new CountDownLatch(1);
		ActorRef actor = this.system.create(LambdaActor.idle().whenStarted((self) -> {
			await(told);
			throw this.failure;
		}));
		probe.run(() -> {
			probe.tell(actor, "one");
			probe.tell(actor, "two");
		});
		told.countDown();
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "one", DeadLetterReason.STOPPED));
		assertThat(probe.next()).isEqualTo(new DeadLetter(actor, "two", DeadLetterReason.STOPPED));
		assertThat(deadMessages()).containsExactly("one", "two");
	}

	@Test
	void askOfAnActorThatFailsToStartIsAnsweredAtOnce() {
		ActorRef actor = this.system.create(LambdaActor.idle().whenStarted((self) -> {
			throw this.failure;
		}));
		assertThat(actor.ask("x", Object.class, LONG)).failsWithin(LONG.toSeconds(), TimeUnit.SECONDS)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(ActorStoppedException.class);
	}

	@Test
	void stoppedIsNotCalledForAnActorThatFailedToStart() {
		Queue<String> events = new ConcurrentLinkedQueue<>();
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.create(LambdaActor.idle().whenStarted((self) -> {
			throw this.failure;
		}).whenStopped((self) -> events.add("stopped"))));
		probe.next(Terminated.class);
		assertThat(events).isEmpty();
	}

	@Test
	void childrenMadeInAFailingStartStopFirst() {
		Queue<String> events = new ConcurrentLinkedQueue<>();
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.create(LambdaActor.idle().whenStarted((self) -> {
			self.create(LambdaActor.idle().whenStopped((child) -> events.add("child stopped")));
			throw this.failure;
		})));
		assertThat(probe.next(Terminated.class).cause()).containsSame(this.failure);
		assertThat(events).containsExactly("child stopped");
	}

	@Test
	void errorInStartedFailsThisActorOnly() {
		Probe probe = Probe.create(this.system, "probe");
		StackOverflowError error = new StackOverflowError();
		probe.run(() -> probe.create(LambdaActor.idle().whenStarted((self) -> {
			throw error;
		})));
		assertThat(probe.next(Terminated.class).cause()).containsSame(error);
		assertThat(this.system.create(LambdaActor::echo).ask("x", String.class, LONG).join()).isEqualTo("x");
	}

	@Test
	void actorThatStopsItselfInStartedReceivesNothing() {
		Queue<Object> events = new ConcurrentLinkedQueue<>();
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> {
			ActorRef child = probe.create(new LambdaActor((self, sender, message) -> events.add(message))
				.whenStarted((self) -> this.system.stopNow(self.self()))
				.whenStopped((self) -> events.add("stopped")));
			probe.tell(child, "too late");
		});
		Object first = probe.next();
		Object second = probe.next();
		assertThat(List.of(first, second)).hasAtLeastOneElementOfType(Terminated.class)
			.hasAtLeastOneElementOfType(DeadLetter.class);
		assertThat(events).containsExactly("stopped");
	}

	@Test
	void actorMayStopItselfInStarted() {
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.create(LambdaActor.idle().whenStarted(LambdaActor::stop)));
		assertThat(probe.next(Terminated.class).reason()).isEqualTo(TerminationReason.STOPPED);
	}

	@Test
	void failedAwaitInStartedStopsTheActorLikeAFailedStart() {
		Logger logger = (Logger) LoggerFactory.getLogger(ActorCell.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		Probe probe = Probe.create(this.system, "probe");
		CompletableFuture<String> stage = new CompletableFuture<>();
		probe.run(() -> probe.create(LambdaActor.idle().whenStarted((self) -> self.await(stage, (value) -> {
		}))));
		stage.completeExceptionally(this.failure);
		Terminated terminated = probe.next(Terminated.class);
		assertThat(terminated.reason()).isEqualTo(TerminationReason.FAILED);
		assertThat(terminated.cause()).containsSame(this.failure);
		logger.detachAppender(log);
		// One failure is one line.
		assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
			.singleElement()
			.asString()
			.contains("failed at a stage that started() awaits");
	}

	@Test
	void createInStoppedIsRefused() {
		Probe probe = Probe.create(this.system, "probe");
		CountDownLatch done = new CountDownLatch(1);
		Queue<Throwable> refused = new ConcurrentLinkedQueue<>();
		probe.run(() -> probe.create(LambdaActor.idle().whenStopped((self) -> {
			try {
				self.create(LambdaActor::idle);
			}
			catch (ActorStoppedException ex) {
				refused.add(ex);
			}
			done.countDown();
		}).whenStarted(LambdaActor::stop), "child"));
		await(done);
		assertThat(refused).singleElement()
			.satisfies((ex) -> assertThat(ex).hasMessageContaining("/user/probe/child is stopping"));
	}

}
