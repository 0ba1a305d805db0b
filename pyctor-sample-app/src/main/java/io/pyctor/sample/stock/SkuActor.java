package io.pyctor.sample.stock;

import java.util.HashMap;
import java.util.Map;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Key;
import io.pyctor.spring.Receive;

/**
 * Holds the stock of one SKU. It gets one message at a time, so what it reserves it has:
 * there is no lock, and no way to sell anything twice. It reads the database when it is
 * made, and so is one that blocks.
 */
@ActorComponent(value = "stock", keyed = true, blocking = true)
public class SkuActor {

	private final Map<Long, Integer> reservations = new HashMap<>();

	private int onHand;

	private int reserved;

	SkuActor(@Key String sku, StockRepository stock) {
		this.onHand = stock.findById(sku).orElseThrow().onHand();
	}

	@Receive
	Reservation reserve(Reserve message) {
		if (this.reservations.containsKey(message.orderId())) {
			return Reservation.HELD;
		}
		if (message.quantity() > this.onHand - this.reserved) {
			return Reservation.OUT_OF_STOCK;
		}
		this.reservations.put(message.orderId(), message.quantity());
		this.reserved += message.quantity();
		return Reservation.HELD;
	}

	@Receive
	void sell(Sell message) {
		this.onHand -= free(message.orderId());
	}

	@Receive
	void release(Release message) {
		free(message.orderId());
	}

	@Receive
	StockLevel check(CheckStock message) {
		return new StockLevel(this.onHand, this.reserved);
	}

	private int free(long orderId) {
		int quantity = this.reservations.getOrDefault(orderId, 0);
		this.reservations.remove(orderId);
		this.reserved -= quantity;
		return quantity;
	}

}
