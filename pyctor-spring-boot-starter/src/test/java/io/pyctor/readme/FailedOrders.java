package io.pyctor.readme;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

import io.pyctor.DeadLetterEntry;
import io.pyctor.DeadLetterReason;
import io.pyctor.DeadLetterStore;
import io.pyctor.spring.DeadLetterHandler;

@Component
class FailedOrders {

	private final List<String> lost = new CopyOnWriteArrayList<>();

	private final DeadLetterStore deadLetters;

	FailedOrders(DeadLetterStore deadLetters) {
		this.deadLetters = deadLetters;
	}

	@DeadLetterHandler(DeadLetterReason.FAILED)
	void failed(Dispatch order, DeadLetterEntry entry) {
		this.lost.add(order.number() + ": " + entry.failure().orElse(""));
	}

	int tryAgain() {
		return this.deadLetters.redeliverAll((entry) -> entry.target().equals("/user/carrier") && entry.attempts() < 3);
	}

	List<String> lost() {
		return this.lost;
	}

}
