/**
 * Orders: the desk that takes them, the store that keeps them, and one actor for each.
 */
@NullMarked
package io.pyctor.sample.order;

import org.jspecify.annotations.NullMarked;
