package io.pyctor.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Cancellable;
import io.pyctor.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Schedules, some of which are cancelled about when they are due, and some of which lose
 * their target or their maker.
 */
final class ScheduleLoad extends Load {

	private static final int OPEN = 2000;

	private final Deque<Appointment> open = new ArrayDeque<>();

	private final List<Appointment> cancelled = new ArrayList<>();

	private final ActorRef lasting;

	ScheduleLoad(ActorSystem system, Ledger ledger, SplittableRandom random) {
		super(system, ledger, random);
		this.lasting = create(new Target(ledger, random.split()));
	}

	@Override
	void step() {
		boolean passing = this.random.nextInt(10) == 0;
		ActorRef target = passing ? create(new Target(this.ledger, this.random.split())) : this.lasting;
		for (int i = 0; i < 20; i++) {
			Tick tick = new Tick(this.ledger);
			Schedule schedule = Schedule.after(Duration.ofNanos(this.random.nextInt(5_000_000)));
			this.open.add(new Appointment(tick, this.system.scheduleTell(target, tick, schedule)));
		}
		if (passing) {
			create(new Metronome(this.ledger, this.random.split()));
			stopSomehow(target);
		}
		while (this.open.size() > OPEN) {
			settle(this.open.remove());
		}
		pause(this.random.nextInt(300));
	}

	private void settle(Appointment appointment) {
		if (appointment.cancellable().cancel()) {
			this.ledger.count(Ledger.Account.CANCELLED);
			this.cancelled.add(appointment);
		}
		else if (appointment.cancellable().isCancelled()) {
			// Not by this load: the target had ended.
			this.ledger.count(Ledger.Account.ENDED);
		}
	}

	@Override
	void finish() {
		this.open.forEach(this::settle);
		this.system.stop(this.lasting);
	}

	/** Called when nothing is under way any more. */
	void check() {
		for (Appointment appointment : this.cancelled) {
			if (appointment.tick().isFired()) {
				this.ledger.violation("A cancelled schedule was delivered");
			}
		}
	}

	private record Appointment(Tick tick, Cancellable cancellable) {
	}

	/** The message of a schedule: it is told only when it is due. */
	private static final class Tick implements Accounted {

		private final Ledger ledger;

		private volatile boolean fired;

		Tick(Ledger ledger) {
			this.ledger = ledger;
			ledger.count(Ledger.Account.SCHEDULED);
		}

		@Override
		public void processed() {
			fired();
		}

		@Override
		public void dead() {
			fired();
		}

		private void fired() {
			if (this.fired) {
				this.ledger.violation("A schedule for once was delivered twice");
			}
			this.fired = true;
			this.ledger.count(Ledger.Account.FIRED);
		}

		boolean isFired() {
			return this.fired;
		}

	}

	/** Is told ticks. */
	private static final class Target extends CountedActor {

		Target(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			// That it came has been counted.
		}

	}

	/** Tells itself periodically, and ends with or without cancelling. */
	private static final class Metronome extends CountedActor {

		private static final Object BEAT = new Object();

		private final int beats;

		private int beaten;

		private boolean silenced;

		private @Nullable Cancellable schedule;

		Metronome(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
			this.beats = random.nextInt(1, 10);
		}

		@Override
		protected void started() {
			super.started();
			Schedule schedule = Schedule.every(Duration.ofNanos(1 + this.random.nextInt(3_000_000)));
			this.schedule = scheduleTell(self(), BEAT, chance(0.5) ? schedule : schedule.atFixedRate());
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (message == BEAT) {
				if (this.silenced) {
					this.ledger.violation("A periodic schedule was delivered after it had been cancelled");
				}
				if (++this.beaten == this.beats) {
					end();
				}
				else if (chance(0.1)) {
					throw new Mishap();
				}
			}
		}

		private void end() {
			if (this.schedule != null && chance(0.5)) {
				this.silenced = this.schedule.cancel();
				if (!this.silenced || this.schedule.cancel()) {
					this.ledger.violation("A periodic schedule was not cancelled exactly once");
				}
			}
			stop();
		}

	}

}
