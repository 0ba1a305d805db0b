/**
 * Beans that deal with messages that were not received.
 */
@NullMarked
package io.pyctor.spring.deadletter;

import org.jspecify.annotations.NullMarked;
