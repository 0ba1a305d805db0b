/**
 * Stock: one actor for each SKU, which alone decides who gets what is left.
 */
@NullMarked
package io.pyctor.sample.stock;

import org.jspecify.annotations.NullMarked;
