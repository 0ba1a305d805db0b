package io.pyctor.readme;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;

@ActorComponent
class Carrier {

	static final List<Long> DISPATCHED = new CopyOnWriteArrayList<>();

	static volatile boolean striking = true;

	@Receive
	void dispatch(Dispatch order) {
		if (striking) {
			throw new IllegalStateException("The carrier is on strike");
		}
		DISPATCHED.add(order.number());
	}

}
