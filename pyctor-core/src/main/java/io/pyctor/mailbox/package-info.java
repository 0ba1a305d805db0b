/**
 * Where messages wait. This package knows nothing of actors; it imports the JDK only.
 */
@NullMarked
package io.pyctor.mailbox;

import org.jspecify.annotations.NullMarked;
