package io.pyctor.spring.handler.elsewhere;

import io.pyctor.spring.Receive;

/**
 * Has a handler that classes of other packages cannot override.
 */
public abstract class Elsewhere {

	@Receive
	void on(String message) {
	}

}
