/**
 * Calls of beans' methods one after the other for each key.
 */
@NullMarked
package io.pyctor.spring.sequential;

import org.jspecify.annotations.NullMarked;
