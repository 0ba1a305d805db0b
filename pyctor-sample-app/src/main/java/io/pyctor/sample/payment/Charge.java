package io.pyctor.sample.payment;

import java.math.BigDecimal;

import io.pyctor.Ask;

/**
 * Charge an order.
 *
 * @param orderId the order
 * @param amount what it costs
 */
public record Charge(long orderId, BigDecimal amount) implements Ask<Receipt> {

}
