package io.pyctor.sample.stock;

import org.springframework.stereotype.Component;

/**
 * Writes down what leaves the stock.
 */
@Component
public class StockLedger {

	private final StockRepository stock;

	StockLedger(StockRepository stock) {
		this.stock = stock;
	}

	/**
	 * Write down that something was sold, in the transaction of whoever sold it.
	 * @param sku the SKU
	 * @param quantity how many
	 */
	public void take(String sku, int quantity) {
		this.stock.take(sku, quantity);
	}

}
