/**
 * What the commands share: processes that measure, the figures they report, and the
 * machine they come from.
 */
@NullMarked
package io.pyctor.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
