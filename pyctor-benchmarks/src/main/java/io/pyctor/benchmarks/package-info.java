/**
 * Runs the workloads on the engines, one process for each, and reports the medians.
 */
@NullMarked
package io.pyctor.benchmarks;

import org.jspecify.annotations.NullMarked;
