package io.pyctor.spring.handler;

import io.pyctor.spring.ActorComponentException;

/**
 * The class whose methods are looked at, and how to speak of it when they cannot work.
 *
 * @param subject the start of a sentence about it
 * @param type the class
 */
record HandlerClass(String subject, Class<?> type) {

	ActorComponentException refused(String problem, String action) {
		return new ActorComponentException(this.subject + " " + problem, action);
	}

}
