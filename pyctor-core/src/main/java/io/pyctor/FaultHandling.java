package io.pyctor;

import java.time.Instant;

import io.pyctor.supervision.Directive;
import io.pyctor.supervision.SupervisionStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when an actor's code throws: somebody hears of it, and the actor carries
 * on, is restarted or stops, as its supervision says; if it could not even start, it
 * stops.
 */
final class FaultHandling {

	/** The actor's code runs in the cell's turn: operators look for it there. */
	private static final Logger logger = LoggerFactory.getLogger(ActorCell.class);

	private FaultHandling() {
	}

	/** How failures at messages get into the log: not all of a flood. */
	static LogLimit log(int perMinute) {
		return new LogLimit(perMinute, (leftOut) -> logger.warn("{} further failures were not logged", leftOut));
	}

	/** How other failures do, which a flood of those must not hide. */
	static LogLimit logAside(int perMinute) {
		return new LogLimit(perMinute,
				(leftOut) -> logger.warn("{} further failures outside of messages were not logged", leftOut));
	}

	/**
	 * One message failed: whoever asked hears of it, unless it is tried again, and the
	 * actor carries on, is restarted or stops.
	 */
	static void failed(ActorCell cell, ActorRef sender, Object message, Throwable error) {
		report(cell, error);
		CellExtras extras = cell.extras();
		extras.lastFailure = new ActorSnapshot.LastFailure(error.getClass().getName(), Instant.now());
		SupervisionStrategy strategy = cell.type.options.supervision();
		Recovery recovery = cell.type.recovers ? extras.recovery(cell) : null;
		Directive directive = (recovery != null) ? recovery.decide(strategy, error) : Directive.RESUME;
		boolean open = CurrentMessage.isOpen(cell);
		if (open) {
			// Before anybody learns of it.
			CurrentMessage.uncount(cell);
		}
		if (recovery != null && open && directive != Directive.STOP && recovery.tryAgain(strategy.retry(), error)) {
			logFailure(cell, "{} failed at a {}, which it will try again", message, error);
		}
		else {
			extras.failed += open ? 1 : 0;
			answer(cell, sender, error);
			logFailure(cell, "{} failed at a {}", message, error);
			if (open) {
				lose(cell, sender, message, error);
			}
		}
		switch (directive) {
			case RESUME -> resume(cell, recovery, sender, message, error);
			case RESTART -> extras.recovery(cell).restart();
			case STOP -> ActorTermination.begin(cell, TerminationReason.FAILED, error, false);
		}
		if (directive != Directive.RESUME) {
			SharedFate.share(cell, directive, error);
		}
	}

	/** What the cell awaits will not come to an end, since a sibling has failed. */
	static void failedWithSibling(ActorCell cell, Throwable error) {
		CellExtras extras = cell.extras();
		Waits.Wait wait = extras.waits.first();
		if (wait == null || wait.message instanceof SystemMessage.Start) {
			return;
		}
		extras.waits.current = wait;
		try {
			if (CurrentMessage.isOpen(cell)) {
				CurrentMessage.uncount(cell);
				extras.failed++;
				answer(cell, wait.sender, error);
				lose(cell, wait.sender, wait.message, error);
			}
		}
		finally {
			extras.waits.current = null;
			extras.waits.clear();
			cell.turn().takeGivenUp();
		}
	}

	/** A message could not be put into the mailbox, and nobody is there to be told so. */
	static void failedToEnter(ActorCell cell, Envelope envelope, Throwable error) {
		failedAside(cell, "{} cannot get a message whose priority cannot be found", error);
		answer(cell, envelope.sender, error);
		cell.system().deadLetterSink().failed(cell, envelope.message, envelope.sender, envelope.context(), error);
	}

	/** What depends on the answer may throw, if only because the failure does. */
	static void answer(ActorCell cell, ActorRef sender, Throwable error) {
		if (sender instanceof PendingAsk<?> ask) {
			try {
				ask.fail(error);
			}
			catch (Throwable ex) {
				failedAside(cell, "{} failed while it told a failure to who had asked", ex);
			}
		}
	}

	/** The message has failed for good. */
	private static void lose(ActorCell cell, ActorRef sender, Object message, Throwable error) {
		boolean dealtWith = false;
		MessageContext context = CurrentMessage.context(cell);
		try {
			dealtWith = cell.hasActor() && cell.actor().failed(sender, message, error);
		}
		catch (Throwable ex) {
			failedAside(cell, "{} failed in failed()", ex);
		}
		if (CurrentMessage.end(cell) && !dealtWith) {
			cell.system().deadLetterSink().failed(cell, message, sender, context, error);
		}
	}

	private static void resume(ActorCell cell, @Nullable Recovery recovery, ActorRef sender, Object message,
			Throwable error) {
		try {
			cell.extras().restarted++;
			cell.actor().restarted(sender, message, error);
		}
		catch (Throwable ex) {
			failedAside(cell, "{} failed in restarted()", ex);
		}
		if (recovery != null) {
			recovery.resume();
		}
	}

	/** The cell ends before it has tried its current message again. */
	static void notTriedAgain(ActorCell cell, Throwable error) {
		// A fresh object may just be starting, which is another matter.
		cell.turn().takeGivenUp();
		ActorRef sender = CurrentMessage.receivedFrom(cell);
		cell.extras().failed++;
		answer(cell, sender, error);
		lose(cell, sender, CurrentMessage.received(cell), error);
	}

	/**
	 * A message failed after {@code receive} had returned: while its stage was awaited.
	 */
	static void failedLater(ActorCell cell, Waits.Wait wait, Throwable error) {
		if (!(wait.message instanceof SystemMessage.Start)) {
			failed(cell, wait.sender, wait.message, error);
			return;
		}
		Recovery recovery = Recovery.of(cell);
		if (recovery != null && recovery.isFresh()) {
			failedToRestart(cell, error);
			return;
		}
		log(cell, "{} failed at a stage that started() awaits, and stops", error);
		ActorTermination.begin(cell, TerminationReason.FAILED, error, false);
	}

	static void failedToStart(ActorCell cell, Throwable error) {
		failedAside(cell, "{} failed in started() and stops", error);
		ActorTermination.begin(cell, TerminationReason.FAILED, error, false);
	}

	/** A fresh object could not be made, or could not start. */
	static void failedToRestart(ActorCell cell, Throwable error) {
		failedAside(cell, "{} could not be restarted", error);
		CellExtras extras = cell.extras();
		extras.lastFailure = new ActorSnapshot.LastFailure(error.getClass().getName(), Instant.now());
		Recovery recovery = extras.recovery(cell);
		// While the system shuts down nobody has the time to try it again.
		if (recovery.decide(cell.type.options.supervision(), error) == Directive.STOP || cell.system().isShutdown()) {
			ActorTermination.begin(cell, TerminationReason.FAILED, error, false);
			SharedFate.share(cell, Directive.STOP, error);
		}
		else {
			recovery.restartAgain();
		}
	}

	/** There will never be a fresh object. */
	static void cannotRestart(ActorCell cell, Throwable error) {
		failedAside(cell, "{} cannot be restarted and stops", error);
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
			cell.system().dispatchStranded();
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
		if (!cell.system().asideLog().allowsAnother()) {
			return;
		}
		try {
			logger.error(text, cell.path(), error);
		}
		catch (Throwable ex) {
			logger.error(text + " ({} cannot be logged)", cell.path(), error.getClass().getName());
		}
	}

	private static void logFailure(ActorCell cell, String text, Object message, Throwable error) {
		if (!cell.system().failureLog().allowsAnother()) {
			return;
		}
		try {
			logger.warn(text, cell.path(), message.getClass().getName(), error);
		}
		catch (Throwable ex) {
			logger.warn(text + " with a {} that cannot be logged", cell.path(), message.getClass().getName(),
					error.getClass().getName());
		}
	}

}
