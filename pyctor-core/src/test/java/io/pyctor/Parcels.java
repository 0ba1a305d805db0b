package io.pyctor;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that have to come to exactly one end. For any thread.
 */
final class Parcels {

	enum End {

		PROCESSED, FAILED, DEAD

	}

	private final LongAdder told = new LongAdder();

	private final LongAdder twice = new LongAdder();

	private final Map<End, LongAdder> ends = new EnumMap<>(End.class);

	Parcels() {
		for (End end : End.values()) {
			this.ends.put(end, new LongAdder());
		}
	}

	/** One message. */
	static final class Parcel {

		private final AtomicReference<@Nullable End> end = new AtomicReference<>();

		@Nullable End end() {
			return this.end.get();
		}

	}

	/** A message that is told now. */
	Parcel next() {
		this.told.increment();
		return new Parcel();
	}

	void processed(Object message) {
		end(message, End.PROCESSED);
	}

	void failed(Object message) {
		end(message, End.FAILED);
	}

	/** Listens to the dead letters of a system. */
	void dead(DeadLetter letter, ActorRef sender) {
		// Those that failed were counted by who failed at them.
		if (letter.message() instanceof Parcel && letter.reason() != DeadLetterReason.FAILED) {
			end(letter.message(), End.DEAD);
		}
	}

	private void end(Object message, End end) {
		if (!((Parcel) message).end.compareAndSet(null, end)) {
			this.twice.increment();
		}
		this.ends.get(end).increment();
	}

	/** Nothing is under way any more: each came to one end. */
	void check() {
		long sum = this.ends.values().stream().mapToLong(LongAdder::sum).sum();
		assertThat(sum).as("told and came to an end, %s", this.ends).isEqualTo(this.told.sum());
		assertThat(this.twice.sum()).as("came to an end twice").isZero();
	}

}
