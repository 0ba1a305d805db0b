/**
 * The actuator endpoint that shows the living actors.
 */
@NullMarked
package io.pyctor.spring.actuate;

import org.jspecify.annotations.NullMarked;
