package io.pyctor.sample.stock;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

/**
 * What can be ordered. It does not change while the application runs.
 */
@Component
public class Catalogue {

	private final Map<String, Product> products = new TreeMap<>();

	Catalogue(StockRepository stock) {
		stock.findAll()
			.forEach((item) -> this.products.put(item.sku(),
					new Product(item.sku(), item.name(), item.price(), item.received())));
	}

	/**
	 * Return what one of a SKU costs.
	 * @param sku a SKU that is in the catalogue
	 * @return the price
	 */
	public BigDecimal price(String sku) {
		return find(sku).orElseThrow().price();
	}

	Optional<Product> find(String sku) {
		return Optional.ofNullable(this.products.get(sku));
	}

	Iterable<Product> products() {
		return this.products.values();
	}

	record Product(String sku, String name, BigDecimal price, int received) {

	}

}
