/**
 * The engines that are compared, each behind the same small interface.
 */
@NullMarked
package io.pyctor.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
