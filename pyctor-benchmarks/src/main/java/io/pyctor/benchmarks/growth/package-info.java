/**
 * What a message costs as the number of actors and the number of queued messages grow,
 * beside what the same memory costs without an engine.
 */
@NullMarked
package io.pyctor.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
