package io.pyctor.readme;

import java.util.HashMap;
import java.util.Map;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Key;
import io.pyctor.spring.Receive;

@ActorComponent(keyed = true, idleTimeout = "10m")
class Cart {

	private final String id;

	private final PriceService prices;

	private final Map<String, Integer> items = new HashMap<>();

	Cart(@Key String id, PriceService prices) {
		this.id = id;
		this.prices = prices;
	}

	@Receive
	int add(Add message) {
		return this.items.merge(message.sku(), message.quantity(), Integer::sum);
	}

	@Receive
	String total(Total question) {
		return "Cart " + this.id + ": " + this.prices.total(this.items);
	}

	@Receive
	void clear(Clear message) {
		this.items.clear();
	}

}
