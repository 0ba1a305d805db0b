package io.pyctor.spring.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.pyctor.spring.SequentialCallRejectedException;
import io.pyctor.spring.SequentialCallRejectedException.Reason;

/**
 * The methods that share an order, and their calls: a lane for each key that has any.
 * Nobody's code runs under a lock of it, but for {@code equals} and {@code hashCode} of
 * keys. Safe for any thread.
 */
public final class SequentialGroup {

	private final String name;

	private final int maxCalls;

	private final CallThreads threads;

	private final BooleanSupplier open;

	private final ConcurrentHashMap<Object, Lane> lanes = new ConcurrentHashMap<>();

	/** The calls that were accepted and have not ended. */
	private final AtomicInteger calls = new AtomicInteger();

	private final LongAdder rejected = new LongAdder();

	SequentialGroup(String name, int maxCalls, CallThreads threads, BooleanSupplier open) {
		this.name = name;
		this.maxCalls = maxCalls;
		this.threads = threads;
		this.open = open;
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return how many calls wait for their turn.
	 * @return the number, not exact while calls come and go
	 */
	public int queued() {
		return Math.max(0, this.calls.get() - activeKeys());
	}

	/**
	 * Return how many keys have calls that wait or run.
	 * @return the number, not exact while calls come and go
	 */
	public int activeKeys() {
		return this.lanes.size();
	}

	/**
	 * Return how many calls were not made.
	 * @return the number since the start
	 */
	public long rejected() {
		return this.rejected.sum();
	}

	CallThreads threads() {
		return this.threads;
	}

	int calls() {
		return this.calls.get();
	}

	/**
	 * Take a place in the order of a key.
	 * @return whether the turn has come at once; else it {@linkplain Turn#begin() begins}
	 * later
	 * @throws SequentialCallRejectedException if there is no place
	 */
	boolean enter(Turn turn) {
		int present = this.calls.incrementAndGet();
		// In this order: whoever closes looks at the calls afterwards.
		if (!this.open.getAsBoolean()) {
			throw refused(turn, Reason.CLOSED, "the application is stopping");
		}
		if (present > this.maxCalls) {
			throw refused(turn, Reason.FULL,
					"'" + this.name + "' has " + this.maxCalls + " calls already (pyctor.sequential.max-calls)");
		}
		try {
			this.lanes.compute(turn.key(), (key, existing) -> enter(turn, existing));
		}
		catch (RuntimeException ex) {
			// The key's own methods.
			this.calls.decrementAndGet();
			throw ex;
		}
		if (!turn.accepted) {
			throw refused(turn, Reason.FULL, turn.method().capacity()
					+ " calls of its key wait already (@Sequential(capacity) or pyctor.sequential.capacity)");
		}
		return turn.first;
	}

	private static Lane enter(Turn turn, @Nullable Lane lane) {
		if (lane == null) {
			turn.accepted = true;
			turn.first = true;
			return new Lane(turn);
		}
		turn.accepted = lane.offer(turn, turn.method().capacity());
		return lane;
	}

	private SequentialCallRejectedException refused(Turn turn, Reason reason, String why) {
		this.calls.decrementAndGet();
		this.rejected.increment();
		return turn.method().rejection(reason, why);
	}

	/**
	 * End a turn.
	 * @return whose turn has come, if anybody waits; it has to begin
	 */
	@Nullable Turn leave(Turn turn) {
		this.lanes.computeIfPresent(turn.key(), (key, lane) -> {
			turn.successor = lane.advance();
			return (turn.successor != null) ? lane : null;
		});
		this.calls.decrementAndGet();
		return turn.successor;
	}

	/** End a turn and let the next one begin. */
	void pass(Turn turn) {
		Turn successor = leave(turn);
		if (successor != null) {
			successor.begin();
		}
	}

	/**
	 * Give up a place.
	 * @return whether it was given up; if not, the turn has come meanwhile
	 */
	boolean withdraw(Turn turn) {
		boolean[] removed = new boolean[1];
		this.lanes.computeIfPresent(turn.key(), (key, lane) -> {
			removed[0] = lane.remove(turn);
			return lane;
		});
		if (removed[0]) {
			this.calls.decrementAndGet();
			this.rejected.increment();
		}
		return removed[0];
	}

	/**
	 * Let nobody who waits have a turn any more.
	 * @return how many waited
	 */
	int abandonWaiting(String why) {
		List<Turn> abandoned = new ArrayList<>();
		this.lanes.keySet().forEach((present) -> this.lanes.computeIfPresent(present, (key, lane) -> {
			abandoned.addAll(lane.removeWaiting());
			return lane;
		}));
		this.calls.addAndGet(-abandoned.size());
		this.rejected.add(abandoned.size());
		abandoned.forEach((turn) -> turn.abandon(turn.method().rejection(Reason.CLOSED, why)));
		return abandoned.size();
	}

	/** Return the turns that have come and have not ended. */
	List<Turn> running() {
		List<Turn> running = new ArrayList<>();
		this.lanes.keySet().forEach((present) -> this.lanes.computeIfPresent(present, (key, lane) -> {
			running.add(lane.current());
			return lane;
		}));
		return running;
	}

}
