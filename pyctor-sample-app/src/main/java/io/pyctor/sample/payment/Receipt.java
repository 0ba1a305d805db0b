package io.pyctor.sample.payment;

/**
 * An order was charged.
 *
 * @param orderId the order
 */
public record Receipt(long orderId) {

}
