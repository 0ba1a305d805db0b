package io.pyctor.readme;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorListener;
import io.pyctor.spring.Receive;

@ActorComponent
class SalesFigures {

	private int sold;

	@Receive
	@ActorListener
	void on(OrderPlaced event) {
		this.sold += event.quantity();
	}

	@Receive
	int sold(UnitsSold question) {
		return this.sold;
	}

}
