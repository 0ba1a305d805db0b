/**
 * How long others wait while actors are busy: outsiders, told actors, and those who
 * block.
 */
@NullMarked
package io.pyctor.benchmarks.fairness;

import org.jspecify.annotations.NullMarked;
