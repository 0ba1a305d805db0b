package io.pyctor.readme;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;

@ActorComponent
class Greeter extends Actor {

	private int guests;

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Greet greet) {
			tell(sender, "Hello, " + greet.name() + ", guest number " + ++this.guests);
		}
		else {
			unhandled(message);
		}
	}

}
