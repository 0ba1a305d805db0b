package io.pyctor.readme;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;

@ActorComponent(instances = 8, blocking = true)
class Thumbnails {

	@Receive
	byte[] scale(Scale message) {
		return Images.scale(message.image(), message.width());
	}

}
