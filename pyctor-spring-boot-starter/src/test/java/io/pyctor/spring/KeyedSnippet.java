package io.pyctor.spring;

import org.springframework.transaction.annotation.Transactional;

import io.pyctor.ActorContext;
import io.pyctor.Ask;
import io.pyctor.Terminated;

/**
 * The code that issue 4 shows, as it stands there.
 */
final class KeyedSnippet {

	private KeyedSnippet() {
	}

	static int ask(Actors actors) {
		int items = actors.of(Cart.class, "42").ask(new Add("x", 2)).join();
		return items;
	}

	record Add(String sku, int quantity) implements Ask<Integer> {
	}

	record Clear() {
	}

	static class PriceService {

	}

	@ActorComponent(keyed = true, idleTimeout = "10m")
	static class Cart {

		private int items;

		Cart(@Key String id, PriceService prices) {
		}

		@Receive
		int add(Add message) {
			return items += message.quantity();
		}

		@Receive
		@Transactional
		void clear(Clear message) {
			this.items = 0;
		}

		@Receive
		void on(Terminated notice, ActorContext context) {
		}

	}

}
