package io.pyctor.sample.order;

import org.jspecify.annotations.Nullable;

/**
 * How many orders ended alike.
 *
 * @param status how far they have come
 * @param reason why they were cancelled
 * @param orders how many orders
 * @param units how much is in them
 */
record OrderCount(OrderStatus status, @Nullable String reason, long orders, long units) {

}
