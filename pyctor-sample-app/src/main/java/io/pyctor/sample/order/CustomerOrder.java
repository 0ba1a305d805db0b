package io.pyctor.sample.order;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * An order, as it is kept and as a client sees it.
 *
 * @param id its number, which the database gives
 * @param customer who ordered
 * @param sku what was ordered
 * @param quantity how many
 * @param amount what it costs
 * @param status how far it has come
 * @param reason why it was cancelled
 * @param placedAt when it was placed
 */
public record CustomerOrder(@Id @Nullable Long id, String customer, String sku, int quantity, BigDecimal amount,
		OrderStatus status, @Nullable String reason, Instant placedAt) {

	CustomerOrder paid() {
		return closed(OrderStatus.PAID, null);
	}

	CustomerOrder cancelled(String reason) {
		return closed(OrderStatus.CANCELLED, reason);
	}

	private CustomerOrder closed(OrderStatus status, @Nullable String reason) {
		return new CustomerOrder(this.id, this.customer, this.sku, this.quantity, this.amount, status, reason,
				this.placedAt);
	}

	/**
	 * Return the number of an order that is stored.
	 * @return the number
	 */
	long number() {
		if (this.id == null) {
			throw new IllegalStateException("The order is not stored yet");
		}
		return this.id;
	}

}
