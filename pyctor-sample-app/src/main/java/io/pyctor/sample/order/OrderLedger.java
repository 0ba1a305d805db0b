package io.pyctor.sample.order;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.pyctor.sample.stock.StockLedger;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes many commands in one transaction. That an order is paid and that its goods are
 * gone is written together, so the two agree whatever happens.
 */
@Component
class OrderLedger {

	private final OrderRepository orders;

	private final StockLedger stock;

	OrderLedger(OrderRepository orders, StockLedger stock) {
		this.orders = orders;
		this.stock = stock;
	}

	/**
	 * Write all of the commands, or none of them.
	 * @param commands the commands
	 * @return the order of each command as it is stored
	 */
	@Transactional
	List<CustomerOrder> write(List<OrderCommand> commands) {
		List<CustomerOrder> unplaced = new ArrayList<>();
		for (OrderCommand command : commands) {
			if (command instanceof PlaceOrder place) {
				unplaced.add(place.order());
			}
		}
		Iterator<CustomerOrder> placed = this.orders.saveAll(unplaced).iterator();
		List<CustomerOrder> written = new ArrayList<>();
		for (OrderCommand command : commands) {
			written.add((command instanceof CloseOrder close) ? close(close.order()) : placed.next());
		}
		return written;
	}

	private CustomerOrder close(CustomerOrder order) {
		boolean closed = this.orders.close(order.number(), order.status(), order.reason()) == 1;
		if (closed && order.status() == OrderStatus.PAID) {
			this.stock.take(order.sku(), order.quantity());
		}
		return order;
	}

}
