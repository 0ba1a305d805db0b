package io.pyctor.spring.event;

/**
 * Decides when an actor is told an event that is to wait for the commit.
 */
@FunctionalInterface
public interface EventDelivery {

	/** Tells it at once, where there are no transactions. */
	EventDelivery AT_ONCE = Runnable::run;

	/**
	 * Deliver an event, now or later.
	 * @param delivery tells the actor
	 */
	void deliver(Runnable delivery);

}
