/**
 * Errors as a client sees them: problem details after RFC 9457.
 */
@NullMarked
package io.pyctor.sample.problem;

import org.jspecify.annotations.NullMarked;
