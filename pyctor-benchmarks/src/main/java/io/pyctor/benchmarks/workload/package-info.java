/**
 * The workloads, each written once for all engines. Most of them are known from Savina,
 * the actor benchmark suite by Shams Imam and Vivek Sarkar; the ideas are theirs.
 */
@NullMarked
package io.pyctor.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
