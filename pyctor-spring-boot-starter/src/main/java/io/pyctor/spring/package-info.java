/**
 * Actors as Spring components: found, created, injected, started and stopped.
 */
@NullMarked
package io.pyctor.spring;

import org.jspecify.annotations.NullMarked;
