package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What a system was built with, validated.
 */
record SystemSettings(String name, int parallelism, int throughput, long batchNanos, boolean virtualThreads,
		Duration askTimeout, Duration shutdownTimeout, int failureLogLimit, int deadLetterLogLimit,
		DeadLetterOptions deadLetters, Supplier<Optional<String>> traceIds,
		List<DeadLetterListener> deadLetterListeners, Consumer<Throwable> failureHandler,
		ActorFactoryResolver factories, boolean expireAsks, long queueLimit, DoubleSupplier jitter,
		HealthLimits health) {

}
