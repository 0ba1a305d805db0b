package io.pyctor.readme;

import java.util.concurrent.CompletableFuture;

import io.pyctor.ActorRef;
import io.pyctor.spring.Actors;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CartController {

	private final ActorRef cart;

	CartController(Actors actors) {
		this.cart = actors.of(Cart.class);
	}

	@PostMapping("/cart/{sku}")
	CompletableFuture<Integer> add(@PathVariable String sku) {
		return this.cart.ask(new Add(sku, 1));
	}

}
