package io.pyctor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when an actor's code throws: somebody hears of it, and the actor carries
 * on, unless it could not even start.
 */
final class FaultHandling {

	/** The actor's code runs in the cell's turn: operators look for it there. */
	private static final Logger logger = LoggerFactory.getLogger(ActorCell.class);

	private FaultHandling() {
	}

	/** One message failed: the actor carries on with the next one. */
	static void failed(ActorCell cell, ActorRef sender, Object message, Throwable error) {
		report(cell, error);
		CellExtras extras = cell.extras();
		extras.failed++;
		if (sender instanceof PendingAsk<?> ask) {
			ask.fail(error);
		}
		logFailure(cell, message, error);
		try {
			extras.restarted++;
			cell.actor().restarted(sender, message, error);
		}
		catch (Throwable ex) {
			failedAside(cell, "{} failed in restarted()", ex);
		}
	}

	/**
	 * A message failed after {@code receive} had returned: while its stage was awaited.
	 */
	static void failedLater(ActorCell cell, Waits.Wait wait, Throwable error) {
		if (wait.message instanceof SystemMessage.Start) {
			log(cell, "{} failed at a stage that started() awaits, and stops", error);
			ActorTermination.begin(cell, TerminationReason.FAILED, error, false);
			return;
		}
		if (!(wait.message instanceof Terminated)) {
			cell.turn().count(cell, -1);
		}
		failed(cell, wait.sender, wait.message, error);
	}

	static void failedToStart(ActorCell cell, Throwable error) {
		failedAside(cell, "{} failed in started() and stops", error);
		ActorTermination.begin(cell, TerminationReason.FAILED, error, false);
	}

	/** A callback failed that no message depends on. */
	static void failedAside(ActorCell cell, String text, Throwable error) {
		report(cell, error);
		log(cell, text, error);
	}

	/**
	 * Something failed that is not the actor's code but runs in its name, such as a stage
	 * or a reference of a foreign kind. The cell still has its turn: it ends, so that
	 * nothing that waits is lost.
	 */
	static void crashed(ActorCell cell, Throwable error) {
		failedAside(cell, "{} met a failure outside its callbacks and stops", error);
		try {
			ActorTermination.begin(cell, TerminationReason.FAILED, error, true);
			Signals.obey(cell);
		}
		catch (Throwable ex) {
			log(cell, "{} failed while it stopped", ex);
		}
	}

	/**
	 * What is wrong with the JVM and not with the actor is somebody else's business, too.
	 */
	private static void report(ActorCell cell, Throwable error) {
		if (error instanceof StackOverflowError) {
			cell.system().stranded.dispatch();
		}
		else if (error instanceof VirtualMachineError) {
			DefaultActorSystem system = cell.system();
			try {
				system.settings().failureHandler().accept(error);
			}
			catch (Throwable ex) {
				logger.error("The failure handler of the actor system '{}' failed", system.name(), ex);
			}
		}
	}

	/** An exception may fail even at being logged, by what its own methods throw. */
	private static void log(ActorCell cell, String text, Throwable error) {
		try {
			logger.error(text, cell.path(), error);
		}
		catch (Throwable ex) {
			logger.error(text + " ({} cannot be logged)", cell.path(), error.getClass().getName());
		}
	}

	private static void logFailure(ActorCell cell, Object message, Throwable error) {
		try {
			logger.warn("{} failed at a {}", cell.path(), message.getClass().getName(), error);
		}
		catch (Throwable ex) {
			logger.warn("{} failed at a {} with a {}, which cannot be logged", cell.path(),
					message.getClass().getName(), error.getClass().getName());
		}
	}

}
