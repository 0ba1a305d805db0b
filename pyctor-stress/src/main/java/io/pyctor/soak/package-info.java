/**
 * A long mixed load that keeps account of everything it does. It uses the engine as any
 * user does.
 */
@NullMarked
package io.pyctor.soak;

import org.jspecify.annotations.NullMarked;
