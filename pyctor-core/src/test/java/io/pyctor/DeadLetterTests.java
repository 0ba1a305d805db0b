package io.pyctor;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTests extends WithActorSystem {

	record Secret(String content) {
	}

	private ActorRef newDead(ActorSystem system) {
		Probe mortician = Probe.create(system, "mortician");
		ActorRef dead = mortician.call((self) -> self.create(LambdaActor::idle, "dead"));
		system.stop(dead);
		mortician.next(Terminated.class);
		untilOver(dead);
		return dead;
	}

	@Test
	void senderGetsItBack() {
		ActorRef dead = newDead(this.system);
		Probe probe = Probe.create(this.system, "probe");
		probe.run(() -> probe.tell(dead, "lost"));
		assertThat(probe.nextReceived())
			.isEqualTo(new Probe.Received(dead, new DeadLetter(dead, "lost", DeadLetterReason.STOPPED)));
		assertThat(probe.rest()).isEmpty();
	}

	@Test
	void listenersAreToldOnceWithSenderAndReason() {
		ActorRef dead = newDead(this.system);
		Probe probe = Probe.create(this.system, "probe");
		AtomicInteger second = new AtomicInteger();
		this.system.addDeadLetterListener((letter, sender) -> second.incrementAndGet());
		probe.run(() -> probe.tell(dead, "lost"));
		probe.next(DeadLetter.class);
		assertThat(this.deadLetters)
			.containsExactly(new Heard(new DeadLetter(dead, "lost", DeadLetterReason.STOPPED), probe.ref()));
		assertThat(second).hasValue(1);
	}

	@Test
	void listenerThatThrowsHarmsNobody() {
		ActorRef dead = newDead(this.system);
		this.system.addDeadLetterListener((letter, sender) -> {
			throw new AssertionError("on purpose");
		});
		AtomicInteger after = new AtomicInteger();
		this.system.addDeadLetterListener((letter, sender) -> after.incrementAndGet());
		dead.tell("lost");
		assertThat(this.deadLetters).hasSize(1);
		assertThat(after).hasValue(1);
	}

	@Test
	void listenerIsToldNoMoreAfterCancel() {
		ActorRef dead = newDead(this.system);
		AtomicInteger count = new AtomicInteger();
		Cancellable listening = this.system.addDeadLetterListener((letter, sender) -> count.incrementAndGet());
		dead.tell("one");
		assertThat(listening.isCancelled()).isFalse();
		assertThat(listening.cancel()).isTrue();
		assertThat(listening.cancel()).isFalse();
		assertThat(listening.isCancelled()).isTrue();
		dead.tell("two");
		assertThat(count).hasValue(1);
		assertThat(this.deadLetters).hasSize(2);
	}

	@Test
	void deadLetterNeverMakesAnother() {
		ActorRef dead = newDead(this.system);
		// The sender is dead itself.
		dead.tell("lost", dead);
		dead.tell(new DeadLetter(dead, "x", DeadLetterReason.STOPPED));
		this.system.nobody().tell(new DeadLetter(dead, "x", DeadLetterReason.STOPPED));
		assertThat(deadMessages()).containsExactly("lost");
	}

	@Test
	void whatACallbackGivesBackIsNothingToTheNextMessage() {
		ActorRef actor = this.system.create(() -> new LambdaActor((self, sender, message) -> self.unhandled(message))
			.whenStarted((self) -> self.unhandled("early")));
		actor.tell("late");
		eventually().until(() -> this.deadLetters.size() >= 2);
		assertThat(deadMessages()).containsExactly("early", "late");
	}

	@Test
	void unhandledMessageIsGivenBack() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef picky = this.system.create(LambdaActor.factory((self, sender, message) -> self.unhandled(message)),
				"picky");
		probe.run(() -> probe.tell(picky, "what"));
		assertThat(probe.nextReceived())
			.isEqualTo(new Probe.Received(picky, new DeadLetter(picky, "what", DeadLetterReason.UNHANDLED)));
		assertThat(this.deadLetters).hasSize(1);
		eventually()
			.untilAsserted(() -> assertThat(this.system.snapshot("/user/picky").orElseThrow().processed()).isZero());
	}

	@Test
	void unhandledNoticesAreLeftAlone() {
		Probe probe = Probe.create(this.system, "probe");
		CountDownLatch handled = new CountDownLatch(2);
		ActorRef picky = this.system.create(new LambdaActor((self, sender, message) -> {
			self.unhandled(message);
			handled.countDown();
		}).whenStarted((self) -> {
			self.stop(self.create(LambdaActor::idle));
			self.tell(probe.system().nobody(), "nobody answers");
		}));
		await(handled);
		assertThat(picky.name()).startsWith("LambdaActor-");
		assertThat(deadMessages()).containsExactly("nobody answers");
	}

	@Test
	void deadLettersAreCountedByReason() {
		ActorRef dead = newDead(this.system);
		ActorRef picky = this.system.create(LambdaActor.factory((self, sender, message) -> self.unhandled(message)));
		assertThat(this.system.deadLetters()).containsOnlyKeys(DeadLetterReason.values());
		assertThat(this.system.deadLetters().values()).containsOnly(0L);
		dead.tell("one");
		dead.tell("two");
		picky.tell("three");
		this.system.nobody().tell("four");
		eventually()
			.untilAsserted(() -> assertThat(this.system.deadLetters()).containsEntry(DeadLetterReason.STOPPED, 2L)
				.containsEntry(DeadLetterReason.UNHANDLED, 1L)
				.containsEntry(DeadLetterReason.NOBODY, 1L)
				.containsEntry(DeadLetterReason.SHUTDOWN, 0L));
	}

	@Test
	void logIsLimitedSaysHowManyItLeftOutAndShowsNoContent() {
		Logger logger = (Logger) LoggerFactory.getLogger(DeadLetters.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try {
			ActorSystem logging = ActorSystem.builder("logging").deadLetterLogLimit(3).build();
			ActorRef dead = newDead(logging);
			for (int i = 0; i < 50; i++) {
				dead.tell(new Secret("4711"));
			}
			List<String> lines = lines(log);
			assertThat(lines).hasSize(3)
				.allSatisfy((line) -> assertThat(line).contains(Secret.class.getName())
					.contains("/user/mortician/dead")
					.contains("STOPPED"));
			logging.close();
			lines = lines(log);
			assertThat(lines).hasSize(4);
			assertThat(lines.get(3)).contains("47 further dead letters were not logged");
			assertThat(lines).noneMatch((line) -> line.contains("4711"));
		}
		finally {
			logger.detachAppender(log);
		}
	}

	@Test
	void logCanBeSwitchedOff() {
		Logger logger = (Logger) LoggerFactory.getLogger(DeadLetters.class);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		logger.addAppender(log);
		try {
			ActorSystem silent = ActorSystem.builder("silent").deadLetterLogLimit(0).build();
			newDead(silent).tell("x");
			silent.close();
			assertThat(lines(log)).isEmpty();
		}
		finally {
			logger.detachAppender(log);
		}
	}

	private static List<String> lines(ListAppender<ILoggingEvent> log) {
		return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
