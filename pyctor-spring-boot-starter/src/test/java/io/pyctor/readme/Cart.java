package io.pyctor.readme;

import java.util.HashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Every;
import io.pyctor.spring.Receive;

@ActorComponent
class Cart {

	private static final Logger logger = LoggerFactory.getLogger(Cart.class);

	private final Map<String, Integer> items = new HashMap<>();

	@Receive
	int add(Add message) {
		return this.items.merge(message.sku(), message.quantity(), Integer::sum);
	}

	@Receive
	void clear(Clear message) {
		this.items.clear();
	}

	@Every("${cart.report:1m}")
	void report() {
		logger.info("The cart holds {}", this.items);
	}

}
