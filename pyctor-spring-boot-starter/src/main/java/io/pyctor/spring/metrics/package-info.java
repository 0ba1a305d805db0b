/**
 * The meters of the actor system.
 */
@NullMarked
package io.pyctor.spring.metrics;

import org.jspecify.annotations.NullMarked;
