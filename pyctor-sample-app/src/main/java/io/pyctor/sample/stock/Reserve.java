package io.pyctor.sample.stock;

import io.pyctor.Ask;

/**
 * Reserve some for an order. To ask again for the same order reserves nothing more.
 *
 * @param orderId the order
 * @param quantity how many
 */
public record Reserve(long orderId, int quantity) implements Ask<Reservation> {

}
