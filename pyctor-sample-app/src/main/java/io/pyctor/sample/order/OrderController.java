package io.pyctor.sample.order;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes orders and shows them.
 */
@RestController
@RequestMapping("/orders")
class OrderController {

	private final Orders orders;

	private final OrderRepository repository;

	OrderController(Orders orders, OrderRepository repository) {
		this.orders = orders;
		this.repository = repository;
	}

	@PostMapping
	CompletableFuture<ResponseEntity<CustomerOrder>> place(@Valid @RequestBody OrderRequest request) {
		return this.orders.place(request)
			.thenApply((order) -> ResponseEntity.created(URI.create("/orders/" + order.id())).body(order));
	}

	@GetMapping("/{id}")
	CustomerOrder one(@PathVariable long id) {
		return this.repository.findById(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No order " + id));
	}

	@GetMapping
	OrderSummary summary() {
		return OrderSummary.of(this.repository.countAlike());
	}

}
