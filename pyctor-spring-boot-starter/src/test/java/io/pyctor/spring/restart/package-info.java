/**
 * An application that is loaded anew for each start.
 */
@NullMarked
package io.pyctor.spring.restart;

import org.jspecify.annotations.NullMarked;
