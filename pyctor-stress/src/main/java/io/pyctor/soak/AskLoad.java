package io.pyctor.soak;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.pyctor.ActorRef;
import io.pyctor.ActorStoppedException;
import io.pyctor.ActorSystem;
import io.pyctor.AskTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Questions that are answered, fail, time out, are answered too late, and go to the dead.
 */
final class AskLoad extends Load {

	private static final Duration LONG = Duration.ofMinutes(2);

	private enum Kind {

		ANSWERED, FAILING, SILENT, LATE, DEAD

	}

	private record Question(Kind kind) {
	}

	private final Semaphore inFlight = new Semaphore(1000);

	private final ActorRef answerer;

	private final ActorRef dead;

	AskLoad(ActorSystem system, Ledger ledger, SplittableRandom random) {
		super(system, ledger, random);
		this.answerer = create(new Answerer(ledger, random.split()));
		this.dead = create(new Answerer(ledger, random.split()));
		system.stop(this.dead);
	}

	@Override
	void begin() {
		while (isRunning() && this.system.find("/user/" + this.dead.name()).isPresent()) {
			pause(100);
		}
	}

	@Override
	void step() throws InterruptedException {
		if (!this.inFlight.tryAcquire(10, TimeUnit.MILLISECONDS)) {
			return;
		}
		int dice = this.random.nextInt(100);
		Kind kind = (dice < 70) ? Kind.ANSWERED
				: (dice < 80) ? Kind.FAILING : (dice < 85) ? Kind.SILENT : (dice < 95) ? Kind.LATE : Kind.DEAD;
		boolean brief = kind == Kind.SILENT || kind == Kind.LATE;
		ActorRef target = (kind == Kind.DEAD) ? this.dead : this.answerer;
		this.ledger.count(Ledger.Account.ASKED);
		CompletableFuture<Object> answer = target.ask(new Question(kind), Object.class,
				brief ? Duration.ofNanos(1 + this.random.nextInt(10_000_000)) : LONG);
		answer.whenComplete((value, error) -> completed(kind, value, error));
	}

	private void completed(Kind kind, @Nullable Object value, @Nullable Throwable error) {
		this.inFlight.release();
		this.ledger.count(Ledger.Account.COMPLETED);
		boolean right = switch (kind) {
			case ANSWERED -> kind.equals(value);
			case FAILING -> error instanceof CountedActor.Mishap;
			case SILENT -> error instanceof AskTimeoutException;
			case LATE -> error instanceof AskTimeoutException || value instanceof Parcel;
			case DEAD -> error instanceof ActorStoppedException;
		};
		if (!right) {
			this.ledger.violation("The question " + kind + " was answered with " + value + ", " + error);
		}
		if (value instanceof Parcel parcel) {
			parcel.processed();
		}
	}

	@Override
	void finish() {
		this.system.stop(this.answerer);
	}

	/** Gives answers of all kinds. */
	private static final class Answerer extends CountedActor {

		private @Nullable ActorRef waiting;

		Answerer(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (message instanceof Question question) {
				switch (question.kind()) {
					case ANSWERED, DEAD -> tell(sender, question.kind());
					case FAILING -> throw new Mishap();
					case LATE -> answerLate(sender);
					case SILENT -> {
						// Nobody is told anything.
					}
				}
			}
		}

		/** Answer the one before: in time, too late, or right at its timeout. */
		private void answerLate(ActorRef sender) {
			if (this.waiting != null) {
				tell(this.waiting, new Parcel(this.ledger));
			}
			this.waiting = sender;
		}

	}

}
