package io.pyctor.spring.autoconfigure.clash.two;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.spring.ActorComponent;

@ActorComponent
class Clashing extends Actor {

	@Override
	protected void receive(ActorRef sender, Object message) {
		unhandled(message);
	}

}
