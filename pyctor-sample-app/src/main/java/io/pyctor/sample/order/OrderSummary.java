package io.pyctor.sample.order;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All orders, counted.
 *
 * @param orders how many there are
 * @param open how many are open
 * @param paid how many are paid
 * @param cancelled how many are cancelled
 * @param unitsSold how much is in the paid ones
 * @param reasons how many were cancelled for which reason
 */
record OrderSummary(long orders, long open, long paid, long cancelled, long unitsSold, Map<String, Long> reasons) {

	static OrderSummary of(List<OrderCount> counts) {
		long[] orders = new long[OrderStatus.values().length];
		long unitsSold = 0;
		Map<String, Long> reasons = new TreeMap<>();
		for (OrderCount count : counts) {
			orders[count.status().ordinal()] += count.orders();
			if (count.status() == OrderStatus.PAID) {
				unitsSold += count.units();
			}
			if (count.reason() != null) {
				reasons.put(count.reason(), count.orders());
			}
		}
		long open = orders[OrderStatus.OPEN.ordinal()];
		long paid = orders[OrderStatus.PAID.ordinal()];
		long cancelled = orders[OrderStatus.CANCELLED.ordinal()];
		return new OrderSummary(open + paid + cancelled, open, paid, cancelled, unitsSold, reasons);
	}

}
