/**
 * The application's events as messages to actors.
 */
@NullMarked
package io.pyctor.spring.event;

import org.jspecify.annotations.NullMarked;
