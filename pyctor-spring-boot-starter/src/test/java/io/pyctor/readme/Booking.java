package io.pyctor.readme;

import io.pyctor.Overflow;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;

@ActorComponent(capacity = 1000, overflow = Overflow.REJECT)
class Booking {

	@Receive
	String book(Book message) {
		return "Seat " + message.seat() + " is yours";
	}

}
