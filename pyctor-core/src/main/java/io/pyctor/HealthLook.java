package io.pyctor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks at all actors of a system, and finds what has reached a limit by comparing with
 * the looks before. An actor with nothing to do costs one read; something is remembered
 * of the others only, and not of more than some. For one thread.
 */
final class HealthLook {

	/** Where more have something to do, those that were met first. */
	private static final int MAX_WATCHED = 10_000;

	/** How many siblings to list at a time: their parent's monitor is held for that. */
	private static final int CHUNK = 1000;

	/** What has reached a limit is well below it again at such a part of it. */
	private static final double WELL_BELOW = 0.5;

	/** A bounded mailbox is, when a tenth more is free. */
	private static final double WELL_BELOW_FULL = 0.9;

	private final DefaultActorSystem system;

	private final HealthLimits limits;

	private final LongSupplier clock;

	private final HealthLog log;

	private final HeldFindings findings;

	private final Map<ActorType, RestartWatch> restarts = new HashMap<>();

	private final Map<ActorType, RestartWatch> failures = new HashMap<>();

	private Map<ActorCell, CellWatch> watched = new HashMap<>();

	/** How many can be watched that were not before. */
	private int places;

	private long oldestNanos;

	private double saturation;

	/**
	 * Look at nothing yet.
	 * @param clock the time, as {@link System#nanoTime()} has it
	 */
	HealthLook(DefaultActorSystem system, HealthLimits limits, LongSupplier clock) {
		this.system = system;
		this.limits = limits;
		this.clock = clock;
		this.log = new HealthLog(Timers.nanos(limits.warnEvery()));
		this.findings = new HeldFindings(Timers.nanos(limits.recoverAfter()));
	}

	HealthReport look() {
		long now = this.clock.getAsLong();
		this.oldestNanos = 0;
		this.saturation = 0;
		this.log.begin(now);
		Map<ActorCell, CellWatch> before = this.watched;
		this.watched = new HashMap<>();
		this.places = MAX_WATCHED - before.size();
		forEachCell((cell) -> {
			// A pool whose messages wait for one of its workers may rest itself.
			boolean waits = !cell.isResting() || (cell.type.isPool() && cell.outsideMailbox() > 0);
			if (waits && !cell.isEnded()) {
				look(cell, before.get(cell), now);
			}
		});
		if (this.limits.restarts() > 0) {
			this.system.types().forEach((type) -> {
				lookForRestarts(type, now);
				lookForFailures(type, now);
			});
		}
		this.log.end();
		return new HealthReport(this.findings.settle(now), Duration.ofNanos(this.oldestNanos), this.saturation);
	}

	/**
	 * Those that the last look has seen at something. The next one leaves it as it is.
	 */
	Map<ActorCell, CellWatch> watched() {
		return this.watched;
	}

	/** A child that comes or goes meanwhile may be missed, until the next look. */
	private void forEachCell(Consumer<ActorCell> visitor) {
		Deque<ActorCell> parents = new ArrayDeque<>(List.of(this.system.root()));
		while (!parents.isEmpty()) {
			Children children = parents.pop().childrenOrNull();
			List<ActorCell> some = (children != null) ? children.listAfter(List.of(), CHUNK) : List.of();
			while (children != null && !some.isEmpty()) {
				for (ActorCell child : some) {
					visitor.accept(child);
					if (child.childrenOrNull() != null) {
						parents.push(child);
					}
				}
				some = children.listAfter(some, CHUNK);
			}
		}
	}

	private void look(ActorCell cell, CellWatch before, long now) {
		if (before == null && --this.places < 0) {
			return;
		}
		CellWatch watch = (before != null) ? before : new CellWatch(cell);
		this.watched.put(cell, watch);
		watch.look(now, this.clock);
		lookForStuck(watch, now);
		lookForOldest(watch, now);
		lookForSaturation(watch, now);
		lookForGrowth(watch, now);
	}

	private void lookForStuck(CellWatch watch, long now) {
		long limit = Timers.nanos(this.limits.stuckAfter());
		if (limit > 0 && watch.stuckNanos(now) >= limit) {
			HealthFinding.Stuck stuck = new HealthFinding.Stuck(watch.cell, watch.className(), watch.cell.state(),
					watch.cell.currentType(), Duration.ofNanos(watch.stuckNanos(now)), this.limits.stuckAfter());
			this.findings.add(stuck, watch.cell, now);
			this.log.stuck(watch, stuck);
		}
	}

	private void lookForOldest(CellWatch watch, long now) {
		long age = watch.oldestNanos(now);
		this.oldestNanos = Math.max(this.oldestNanos, age);
		long limit = Timers.nanos(this.limits.oldestMessage());
		if (limit > 0 && age >= limit * least(HealthFinding.Late.class, watch.cell, WELL_BELOW)) {
			this.findings.add(new HealthFinding.Late(watch.cell, watch.className(), watch.waiting(),
					Duration.ofNanos(age), this.limits.oldestMessage()), watch.cell, now);
		}
	}

	private void lookForSaturation(CellWatch watch, long now) {
		double saturation = watch.saturation();
		this.saturation = Math.max(this.saturation, saturation);
		double limit = this.limits.saturation();
		if (limit > 0 && watch
			.isFull(saturation >= limit * least(HealthFinding.Saturated.class, watch.cell, WELL_BELOW_FULL))) {
			this.findings.add(new HealthFinding.Saturated(watch.cell, watch.className(), watch.cell.inMailbox(),
					watch.capacity(), limit), watch.cell, now);
		}
	}

	private void lookForGrowth(CellWatch watch, long now) {
		long limit = this.limits.growth();
		if (limit > 0 && watch.waiting() >= limit && watch.isGrowing() && !watch.isBounded()) {
			HealthFinding.Growing growing = new HealthFinding.Growing(watch.cell, watch.className(), watch.waiting(),
					watch.growthPerSecond(now), watch.processedPerSecond(now), limit);
			this.findings.add(growing, watch.cell, now);
			this.log.growing(watch.cell, growing);
		}
	}

	private void lookForRestarts(ActorType type, long now) {
		ActorCell last = type.lastRestarted();
		if (last == null) {
			return;
		}
		long restarts = lately(this.restarts, type, type.freshObjects(), now);
		if (restarts >= this.limits.restarts() * least(HealthFinding.Restarting.class, type, WELL_BELOW)) {
			this.findings.add(new HealthFinding.Restarting(last, type.className(), restarts,
					this.limits.restartsWithin(), this.limits.restarts()), type, now);
		}
	}

	private void lookForFailures(ActorType type, long now) {
		ActorCell last = type.lastFailed();
		long ends = (last != null) ? lately(this.failures, type, type.failedEnds(), now) : 0;
		if (last != null && ends > 0) {
			this.findings.add(new HealthFinding.Failed(last, type.className(), ends, this.limits.restartsWithin()),
					type, now);
		}
	}

	private long lately(Map<ActorType, RestartWatch> watches, ActorType type, long count, long now) {
		return watches.computeIfAbsent(type, (key) -> new RestartWatch(Timers.nanos(this.limits.restartsWithin())))
			.look(count, now);
	}

	/** Which part of the limit is enough: less, where that was reached before. */
	private double least(Class<? extends HealthFinding> kind, Object subject, double wellBelow) {
		return this.findings.holds(kind, subject) ? wellBelow : 1;
	}

}
