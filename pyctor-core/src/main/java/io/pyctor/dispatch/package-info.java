/**
 * Which thread runs. This package knows nothing of actors; it imports the JDK only.
 */
@NullMarked
package io.pyctor.dispatch;

import org.jspecify.annotations.NullMarked;
