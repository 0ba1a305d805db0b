/**
 * What the README shows, as compiled and tested code.
 */
@NullMarked
package io.pyctor.readme;

import org.jspecify.annotations.NullMarked;
