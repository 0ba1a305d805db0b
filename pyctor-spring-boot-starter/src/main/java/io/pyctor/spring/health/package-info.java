/**
 * The health of the actor system.
 */
@NullMarked
package io.pyctor.spring.health;

import org.jspecify.annotations.NullMarked;
