/**
 * What happens after a failure. This package knows nothing of actors; it imports the JDK
 * only.
 */
@NullMarked
package io.pyctor.supervision;

import org.jspecify.annotations.NullMarked;
