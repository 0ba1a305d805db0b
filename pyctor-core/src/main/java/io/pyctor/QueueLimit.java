package io.pyctor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many messages wait in a whole system, and whether these are too many. Messages that
 * come in and go out are counted in stripes, which threads do not share. The stripes are
 * summed up once in a millisecond at most, by whoever tells something then: so the limit
 * is passed by what is told in a millisecond at most.
 */
final class QueueLimit {

	private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

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
		return sender instanceof LocalActorRef || (sender instanceof PendingAsk<?> ask && ask.byActor);
	}

	/**
	 * Once exceeded, it is so until a tenth is free: it does not change at every message.
	 */
	private boolean look() {
		long queued = this.queued.sum();
		boolean exceeded = this.exceeded ? queued > this.limit - Math.max(1, this.limit / 10) : queued >= this.limit;
		if (exceeded != this.exceeded) {
			this.exceeded = exceeded;
		}
		return exceeded;
	}

	/** Sums up, whenever it was done last. */
	QueueLoad load() {
		boolean refusing = look();
		return new QueueLoad(Math.max(0, this.queued.sum()), this.limit, refusing);
	}

}
