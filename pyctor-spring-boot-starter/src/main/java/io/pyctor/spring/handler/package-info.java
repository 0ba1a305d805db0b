/**
 * Actors whose behaviour is in the annotated methods of a bean.
 */
@NullMarked
package io.pyctor.spring.handler;

import org.jspecify.annotations.NullMarked;
