package io.pyctor;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How many actors are behind a reference. Immutable.
 *
 * @param instances how many
 * @param key says which of them gets a message, if not any one will do
 */
record PoolOptions(int instances, @Nullable Function<Object, ? extends @Nullable Object> key) {

	/** One actor and no pool. */
	static final PoolOptions NONE = new PoolOptions(1, null);

	/** The one actor is the pool itself. */
	static final PoolOptions POOL = new PoolOptions(1, (message) -> null);

	PoolOptions {
		if (instances < 1) {
			throw new IllegalArgumentException("'instances' must be at least 1 (was " + instances + ")");
		}
	}

}
