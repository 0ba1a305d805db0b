package io.pyctor.spring;

import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.ActorSystem;
import io.pyctor.DeadLetterReason;
import io.pyctor.ShutdownReport;

/**
 * Says in the log what a shutdown came to. It shows no message, and the stacks of those
 * that were stuck are in the log before.
 */
final class ShutdownLog {

	private static final Logger logger = LoggerFactory.getLogger(ShutdownLog.class);

	/** How many classes of messages are named. */
	private static final int MOST = 10;

	private final ActorSystem system;

	ShutdownLog(ActorSystem system) {
		this.system = system;
	}

	void write(ShutdownReport report) {
		String text = "Actor system '" + this.system.name() + "' has stopped in " + report.took().toMillis()
				+ " ms: drained " + count(report.drained(), "message") + ", "
				+ count(report.deadLetters(), "dead letter") + ", " + count(report.abandoned().size(), "actor")
				+ " abandoned " + report.abandoned() + left(report) + stuck(report);
		if (isGood(report)) {
			logger.info(text);
		}
		else {
			logger.warn(text);
		}
	}

	private static boolean isGood(ShutdownReport report) {
		return report.isClean() && report.stuck().isEmpty()
				&& report.left().stream().noneMatch((left) -> left.reason() == DeadLetterReason.SHUTDOWN);
	}

	private static String left(ShutdownReport report) {
		if (report.left().isEmpty()) {
			return "";
		}
		String first = report.left().stream().limit(MOST).map(Object::toString).collect(Collectors.joining(", "));
		int others = report.left().size() - MOST;
		return "\n\tleft: " + first + ((others > 0) ? ", and " + others + " further kinds" : "");
	}

	private static String stuck(ShutdownReport report) {
		return report.stuck().stream().map((actor) -> "\n\tstuck: " + actor).collect(Collectors.joining());
	}

	static String count(long number, String noun) {
		return number + " " + noun + ((number == 1) ? "" : "s");
	}

}
