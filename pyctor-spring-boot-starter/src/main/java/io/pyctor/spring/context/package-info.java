/**
 * The context of callers, which goes to an actor with its messages.
 */
@NullMarked
package io.pyctor.spring.context;

import org.jspecify.annotations.NullMarked;
