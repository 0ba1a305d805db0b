package io.pyctor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many messages wait in a whole system, and whether these are too many. Messages that
 * come in and go out are counted in stripes, which threads do not share. The stripes are
 * summed up once in a millisecond at most, by whoever tells something then: so the limit
 * is passed by what is told in a millisecond at most.
 */
final class QueueLimit {

	private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

	static {
		// A class that is used for the first time at the end of a stack is lost for ever,
		// and those that count under contention are used late: so contend once.
		AtomicBoolean within = new AtomicBoolean();
		LongAccumulator[] counts = new LongAccumulator[1];
		counts[0] = new LongAccumulator((left, right) -> {
			if (within.compareAndSet(false, true)) {
				counts[0].accumulate(1);
			}
			return left + right;
		}, 0);
		counts[0].accumulate(1);
	}

	private final LongAdder queued = new LongAdder();

	private final AtomicLong lastLook = new AtomicLong(System.nanoTime() - PERIOD);

	private final long limit;

	private volatile boolean exceeded;

	QueueLimit(long limit) {
		this.limit = limit;
	}

	void entered() {
		this.queued.increment();
	}

	void left() {
		this.queued.decrement();
	}

	/**
	 * Whether a message is too much. What an actor tells or asks in its own name is not:
	 * work that was taken on can be finished.
	 */
	boolean refuses(Envelope envelope) {
		long now = System.nanoTime();
		long last = this.lastLook.get();
		if (now - last >= PERIOD && this.lastLook.compareAndSet(last, now)) {
			look();
		}
		return this.exceeded && !isByActor(envelope.sender);
	}

	private static boolean isByActor(ActorRef sender) {
		return sender instanceof LocalActorRef || sender instanceof KeyedRef
				|| (sender instanceof PendingAsk<?> ask && ask.byActor);
	}

	/**
	 * Once exceeded, it is so until a tenth is free: it does not change at every message.
	 */
	private boolean look() {
		long queued = balance();
		boolean exceeded = this.exceeded ? queued > this.limit - Math.max(1, this.limit / 10) : queued >= this.limit;
		if (exceeded != this.exceeded) {
			this.exceeded = exceeded;
		}
		return exceeded;
	}

	/** How many more have entered than left. */
	long balance() {
		return this.queued.sum();
	}

	/** Sums up, whenever it was done last. */
	QueueLoad load() {
		boolean refusing = look();
		return new QueueLoad(Math.max(0, balance()), this.limit, refusing);
	}

}
