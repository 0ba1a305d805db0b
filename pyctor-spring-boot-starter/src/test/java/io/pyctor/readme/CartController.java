package io.pyctor.readme;

import java.util.concurrent.CompletableFuture;

import io.pyctor.spring.Actors;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CartController {

	private final Actors actors;

	CartController(Actors actors) {
		this.actors = actors;
	}

	@PostMapping("/carts/{id}/{sku}")
	CompletableFuture<Integer> add(@PathVariable String id, @PathVariable String sku) {
		return this.actors.of(Cart.class, id).ask(new Add(sku, 1));
	}

}
