package io.pyctor.sample.stock;

import java.util.HashMap;
import java.util.Map;

import io.pyctor.Actor;
import io.pyctor.ActorRef;

/**
 * Holds the stock of one SKU. It gets one message at a time, so what it reserves it has:
 * there is no lock, and no way to sell anything twice.
 */
class SkuActor extends Actor {

	private final Map<Long, Integer> reservations = new HashMap<>();

	private int onHand;

	private int reserved;

	SkuActor(int onHand) {
		this.onHand = onHand;
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Reserve reserve) {
			tell(sender, reserve(reserve.orderId(), reserve.quantity()));
		}
		else if (message instanceof Sell sell) {
			this.onHand -= release(sell.orderId());
		}
		else if (message instanceof Release release) {
			release(release.orderId());
		}
		else if (message instanceof CheckStock) {
			tell(sender, new StockLevel(this.onHand, this.reserved));
		}
		else {
			unhandled(message);
		}
	}

	private Reservation reserve(long orderId, int quantity) {
		if (this.reservations.containsKey(orderId)) {
			return Reservation.HELD;
		}
		if (quantity > this.onHand - this.reserved) {
			return Reservation.OUT_OF_STOCK;
		}
		this.reservations.put(orderId, quantity);
		this.reserved += quantity;
		return Reservation.HELD;
	}

	private int release(long orderId) {
		int quantity = this.reservations.getOrDefault(orderId, 0);
		this.reservations.remove(orderId);
		this.reserved -= quantity;
		return quantity;
	}

}
