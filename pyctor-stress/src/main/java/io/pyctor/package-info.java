/**
 * Proofs of the races of an actor's life, in the engine's own package to reach what is
 * not public.
 */
@NullMarked
package io.pyctor;

import org.jspecify.annotations.NullMarked;
