package io.pyctor.readme;

import java.time.Duration;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ReceiveTimeout;

class Till extends Actor {

	private boolean open;

	@Override
	protected void started() {
		receiveTimeout(Duration.ofMinutes(10));
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message.equals("open")) {
			this.open = true;
			unstashAll();
		}
		else if (message instanceof ReceiveTimeout) {
			stop();
		}
		else if (!this.open) {
			stash();
		}
		else {
			tell(sender, "Thank you for the " + message);
		}
	}

}
