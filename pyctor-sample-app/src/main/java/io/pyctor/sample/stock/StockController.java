package io.pyctor.sample.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.pyctor.spring.Actors;
import io.pyctor.sample.stock.Catalogue.Product;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows the stock.
 */
@RestController
@RequestMapping("/stock")
class StockController {

	private final Catalogue catalogue;

	private final StockRepository stock;

	private final Actors actors;

	StockController(Catalogue catalogue, StockRepository stock, Actors actors) {
		this.catalogue = catalogue;
		this.stock = stock;
		this.actors = actors;
	}

	@GetMapping("/{sku}")
	CompletableFuture<Stock> one(@PathVariable String sku) {
		Product product = this.catalogue.find(sku)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No SKU " + sku));
		return show(product, this.stock.countSold(sku));
	}

	@GetMapping
	CompletableFuture<List<Stock>> all() {
		Map<String, Long> sold = this.stock.findSold()
			.stream()
			.collect(Collectors.toMap(UnitsSold::sku, UnitsSold::units));
		List<CompletableFuture<Stock>> all = new ArrayList<>();
		this.catalogue.products().forEach((product) -> all.add(show(product, sold.getOrDefault(product.sku(), 0L))));
		return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
			.thenApply((done) -> all.stream().map(CompletableFuture::join).toList());
	}

	private CompletableFuture<Stock> show(Product product, long sold) {
		return this.actors.of(SkuActor.class, product.sku())
			.ask(new CheckStock())
			.thenApply((level) -> Stock.of(product, level, sold));
	}

}
