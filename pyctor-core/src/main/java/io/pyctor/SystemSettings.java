package io.pyctor;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a system was built with, validated.
 */
record SystemSettings(String name, int parallelism, int throughput, long batchNanos, boolean virtualThreads,
		Duration askTimeout, Duration shutdownTimeout, int deadLetterLogLimit,
		List<DeadLetterListener> deadLetterListeners, Consumer<Throwable> failureHandler,
		ActorFactoryResolver factories, boolean expireAsks, long queueLimit) {

}
