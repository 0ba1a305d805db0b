package io.pyctor;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An actor that does what it is told by a {@link Command}, marks each {@link Note}, and
 * counts its callbacks and the notices it gets.
 */
final class Probe extends Actor {

	/** Something to be done inside the actor. */
	@FunctionalInterface
	interface Command {

		void run(Probe probe);

	}

	final AtomicInteger starts = new AtomicInteger();

	final AtomicInteger stops = new AtomicInteger();

	final AtomicInteger notices = new AtomicInteger();

	/** What to do when a notice comes. */
	private final Runnable onNotice;

	/** Plain on purpose: right only if no two turns overlap. */
	int turns;

	Probe() {
		this(() -> {
		});
	}

	Probe(Runnable onNotice) {
		this.onNotice = onNotice;
	}

	@Override
	protected void started() {
		this.starts.incrementAndGet();
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		this.turns++;
		if (message instanceof Note note) {
			note.processed();
		}
		else if (message instanceof Command command) {
			command.run(this);
		}
		else if (message instanceof Terminated) {
			this.notices.incrementAndGet();
			this.onNotice.run();
		}
	}

	@Override
	protected void stopped() {
		this.stops.incrementAndGet();
	}

	ActorContext actions() {
		return context();
	}

	/** Return {@code 1} if it started and stopped once, {@code 0} if it never stopped. */
	String end() {
		int starts = this.starts.get();
		int stops = this.stops.get();
		return (starts == 1 && stops <= 1) ? Integer.toString(stops) : "starts " + starts + " stops " + stops;
	}

}
