package io.pyctor.soak;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

import io.pyctor.Actor;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.PoisonPill;

/**
 * One kind of work, done by one thread outside the engine for the length of a round.
 */
abstract class Load implements Runnable {

	/** More under way than this, and the outside waits. */
	private static final long BACKLOG = 50_000;

	final ActorSystem system;

	final Ledger ledger;

	final SplittableRandom random;

	private volatile boolean running = true;

	Load(ActorSystem system, Ledger ledger, SplittableRandom random) {
		this.system = system;
		this.ledger = ledger;
		this.random = random;
	}

	@Override
	public final void run() {
		contained(() -> {
			begin();
			while (this.running) {
				if (this.ledger.outstanding() < BACKLOG) {
					step();
				}
				else {
					pause(200);
				}
			}
		});
		// In any case: who is not stopped would be missed in the accounts, too.
		contained(this::finish);
	}

	/** A piece of work whose failure is a violation. */
	interface Work {

		void run() throws Exception;

	}

	final void contained(Work work) {
		try {
			work.run();
		}
		catch (Throwable ex) {
			this.ledger.violation(getClass().getSimpleName() + " failed with " + ex);
			ex.printStackTrace(System.out);
		}
	}

	/** Called first. */
	void begin() {
	}

	/** Do a small piece of work. */
	abstract void step() throws Exception;

	/** Called last: stop whatever is left. */
	void finish() throws Exception {
	}

	final void end() {
		this.running = false;
	}

	final boolean isRunning() {
		return this.running;
	}

	final ActorRef create(Actor actor) {
		return this.system.create(() -> actor, ActorOptions.defaults());
	}

	final void tell(ActorRef actor, Object message) {
		this.system.tell(actor, message);
	}

	final void parcels(ActorRef actor, int count) {
		for (int i = 0; i < count; i++) {
			tell(actor, new Parcel(this.ledger));
		}
	}

	/** Stop an actor in one of the three ways. */
	final void stopSomehow(ActorRef actor) {
		switch (this.random.nextInt(3)) {
			case 0 -> this.system.stop(actor);
			case 1 -> this.system.stopNow(actor);
			default -> tell(actor, new PoisonPill());
		}
	}

	static void pause(int micros) {
		LockSupport.parkNanos(1000L * micros);
	}

}
