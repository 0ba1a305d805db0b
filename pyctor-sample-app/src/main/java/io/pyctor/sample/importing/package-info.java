/**
 * Imports: a CSV read line by line, of which each line is taken or refused.
 */
@NullMarked
package io.pyctor.sample.importing;

import org.jspecify.annotations.NullMarked;
