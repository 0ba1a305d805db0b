package io.pyctor;

import java.lang.reflect.Field;
import java.time.Duration;

import io.pyctor.dispatch.Dispatcher;

/**
 * Real cells of a real system that is shared by all states of a test, without threads of
 * its own: only its dispatchers are replaced by a {@link CallingThreadDispatcher}.
 */
final class Cells {

	static final DefaultActorSystem SYSTEM = newSystem();

	private static final Duration NEVER = Duration.ofDays(365);

	private Cells() {
	}

	private static DefaultActorSystem newSystem() {
		DefaultActorSystem system = (DefaultActorSystem) ActorSystem.builder("stress")
			.deadLetterLogLimit(0)
			.deadLetterListener((letter, sender) -> {
				if (letter.message() instanceof Note note) {
					note.deadLetter();
				}
			})
			.build();
		replaceDispatcher(system, "workers");
		replaceDispatcher(system, "blocking");
		return system;
	}

	private static void replaceDispatcher(DefaultActorSystem system, String name) {
		try {
			Field field = DefaultActorSystem.class.getDeclaredField(name);
			field.setAccessible(true);
			Dispatcher replaced = (Dispatcher) field.get(system);
			field.set(system, new CallingThreadDispatcher());
			replaced.close();
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** A cell without a parent, which takes children from any thread like the root. */
	static ActorCell root(Probe probe) {
		ActorCell cell = new ActorCell(SYSTEM.type(Probe.class, ActorOptions.defaults()), null, "user", 0, probe,
				() -> probe);
		probe.bind(new DefaultActorContext(cell));
		cell.children();
		cell.dispatch();
		return cell;
	}

	/** A cell with a parent that handles its notices. */
	static ActorCell child(ActorCell parent, Probe probe) {
		return (ActorCell) ActorCreation.create(parent, () -> probe, null, ActorOptions.defaults());
	}

	/** A cell below a root of its own. */
	static ActorCell child(Probe probe) {
		return child(root(new Probe()), probe);
	}

	/** A schedule that does not fire by itself: the test does. */
	static ScheduledTell scheduled(ActorCell target, Note note, boolean periodic) {
		Schedule schedule = periodic ? Schedule.every(NEVER) : Schedule.after(NEVER);
		ScheduledTell scheduled = new ScheduledTell(SYSTEM.timers(), target, note, SYSTEM.nobody(), schedule, null);
		scheduled.start();
		return scheduled;
	}

	static void tell(ActorCell cell, Probe.Command command) {
		cell.tell(command, SYSTEM.nobody());
	}

	static void tell(ActorCell cell, Note note) {
		cell.tell(note, SYSTEM.nobody());
	}

}
