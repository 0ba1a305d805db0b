package io.pyctor.spring.autoconfigure;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Warns of a timeout that the context would not wait for.
 */
final class ShutdownTimeoutCheck {

	private static final Logger logger = LoggerFactory.getLogger(PyctorAutoConfiguration.class);

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	private ShutdownTimeoutCheck() {
	}

	static void check(Duration shutdownTimeout, Environment environment) {
		Duration phaseTimeout = Binder.get(environment)
			.bind(PHASE_TIMEOUT, Duration.class)
			.orElse(Duration.ofSeconds(30));
		if (shutdownTimeout.compareTo(phaseTimeout) >= 0) {
			logger.warn("'pyctor.shutdown-timeout' ({}) should be less than '{}' ({}), which ends the wait for actors",
					shutdownTimeout, PHASE_TIMEOUT, phaseTimeout);
		}
	}

}
