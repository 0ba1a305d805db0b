package io.pyctor.sample.stock;

import java.math.BigDecimal;

import io.pyctor.sample.stock.Catalogue.Product;

/**
 * The stock of a SKU as a client sees it. {@code onHand} and {@code reserved} come from
 * the actor, {@code sold} from the paid orders in the database; when no order is on its
 * way, {@code received = onHand + sold}.
 *
 * @param sku the SKU
 * @param name what it is
 * @param price what one costs
 * @param received how many have come in
 * @param onHand how many are on the shelf
 * @param reserved how many of these are put aside for orders
 * @param sold how many are in paid orders
 */
record Stock(String sku, String name, BigDecimal price, int received, int onHand, int reserved, long sold) {

	static Stock of(Product product, StockLevel level, long sold) {
		return new Stock(product.sku(), product.name(), product.price(), product.received(), level.onHand(),
				level.reserved(), sold);
	}

}
