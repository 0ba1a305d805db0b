package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a shutdown came to. It holds no message.
 *
 * @param took how long it took
 * @param drained how many messages were still processed
 * @param deadLetters how many messages became dead letters meanwhile
 * @param abandoned the paths of the actors that did not end after the deadline, those
 * that only wait for a child of theirs left out
 * @param left the dead letters by the class of the message and the reason, the most
 * frequent first
 * @param stuck the actors that were at work at the deadline or waited in the midst of it,
 * the 20 that had been for the longest time
 */
public record ShutdownReport(Duration took, long drained, long deadLetters, List<String> abandoned, List<Left> left,
		List<Stuck> stuck) {

	/**
	 * Create a report.
	 */
	public ShutdownReport {
		abandoned = List.copyOf(abandoned);
		left = List.copyOf(left);
		stuck = List.copyOf(stuck);
	}

	/**
	 * Return whether every actor ended.
	 * @return whether every actor ended
	 */
	public boolean isClean() {
		return this.abandoned.isEmpty();
	}

	/**
	 * Messages that were not processed.
	 *
	 * @param type the name of the messages' class
	 * @param reason why they were not processed
	 * @param count how many there were
	 */
	public record Left(String type, DeadLetterReason reason, long count) {

		@Override
		public String toString() {
			return this.count + " x " + this.type + " (" + this.reason + ")";
		}

	}

	/**
	 * An actor that had not come to its end at the deadline.
	 *
	 * @param path its path
	 * @param state what it was doing
	 * @param atLeast for how long it had done so, as far as that was seen
	 * @param place where in the actor's own code it was, if it was there
	 * @param stack where its thread was, if it had one
	 */
	public record Stuck(String path, ActorState state, Duration atLeast, Optional<StackTraceElement> place,
			List<StackTraceElement> stack) {

		/**
		 * Create the record.
		 */
		public Stuck {
			stack = List.copyOf(stack);
		}

		/** Return all but the stack. */
		@Override
		public String toString() {
			return this.path + " is " + this.state + " for at least " + this.atLeast.toMillis() + " ms"
					+ this.place.map(Stuck::text).orElse("");
		}

		/** Without the module and the class loader, which say nothing of an actor. */
		private static String text(StackTraceElement place) {
			return " in " + place.getClassName() + "." + place.getMethodName() + "(" + place.getFileName() + ":"
					+ place.getLineNumber() + ")";
		}

		String stackLines() {
			return StuckLook.linesOf(this.stack);
		}

	}

}
