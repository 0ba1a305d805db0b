package io.pyctor.spring.web;

import java.util.concurrent.CountDownLatch;

import io.pyctor.Ask;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;

/**
 * An actor that handles one question until the test lets it go, while one more may wait.
 */
@ActorComponent(value = "fullDesk", capacity = 1, blocking = true)
class FullDesk {

	record Question(String text) implements Ask<String> {

	}

	/** What a test shares with the actor. */
	static class Gate {

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch go = new CountDownLatch(1);

	}

	private final Gate gate;

	FullDesk(Gate gate) {
		this.gate = gate;
	}

	@Receive
	String answer(Question question) throws InterruptedException {
		this.gate.begun.countDown();
		this.gate.go.await();
		return "answer to " + question.text();
	}

}
