/**
 * Actors: what you import to write one, and, hidden beside it, the engine that runs them.
 */
@NullMarked
package io.pyctor;

import org.jspecify.annotations.NullMarked;
