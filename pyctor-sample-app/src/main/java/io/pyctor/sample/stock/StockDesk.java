package io.pyctor.sample.stock;

import java.util.HashMap;
import java.util.Map;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;

/**
 * Has a child for each SKU and passes on to it what is about that SKU. It reads the
 * database when it starts, and so is one that blocks.
 */
@ActorComponent(blocking = true)
class StockDesk extends Actor {

	private final StockRepository stock;

	private final Map<String, ActorRef> skus = new HashMap<>();

	StockDesk(StockRepository stock) {
		this.stock = stock;
	}

	@Override
	protected void started() {
		for (StockItem item : this.stock.findAll()) {
			this.skus.put(item.sku(), create(() -> new SkuActor(item.onHand()), item.sku()));
		}
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof StockCommand command && this.skus.containsKey(command.sku())) {
			this.skus.get(command.sku()).tell(command, sender);
		}
		else {
			unhandled(message);
		}
	}

}
