package io.pyctor;

import java.time.Duration;
import java.util.List;

/**
 * What the last look at a system found.
 *
 * @param findings what has reached a limit, the worst first
 * @param oldestMessage how long the oldest message of all that wait has waited, at least;
 * zero if none does
 * @param saturation how full the fullest of the bounded mailboxes is, from 0 to 1
 * @see ActorSystem#health()
 */
public record HealthReport(List<HealthFinding> findings, Duration oldestMessage, double saturation) {

	/** Before the first look. */
	static final HealthReport NOTHING = new HealthReport(List.of(), Duration.ZERO, 0);

	public HealthReport {
		findings = List.copyOf(findings);
	}

	/**
	 * Return the findings of one kind, the worst first.
	 * @param <F> the kind
	 * @param kind its class, such as {@link HealthFinding.Stuck}
	 * @return the findings
	 */
	public <F extends HealthFinding> List<F> findings(Class<F> kind) {
		return this.findings.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

}
