package io.pyctor.sample.order;

import io.pyctor.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives the orders that are on their way time to end: after the last HTTP request, and
 * before the actors stop.
 */
@Component
class OrderDrain implements SmartLifecycle {

	/** The web server stops at 2048 below the default, the actors at 3072 below it. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2560;

	private static final Logger logger = LoggerFactory.getLogger(OrderDrain.class);

	private final ActorRef orderDesk;

	private final OrderProperties properties;

	private volatile boolean running;

	OrderDrain(ActorRef orderDesk, OrderProperties properties) {
		this.orderDesk = orderDesk;
		this.properties = properties;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.orderDesk.ask(new Drain(), this.properties.drainTimeout())
			.thenAccept((drained) -> logger
				.info("Drained: {} orders that were on their way are closed, {} are left open in the database "
						+ "and carried on at the next start", drained.closed(), drained.open()))
			.exceptionally((ex) -> {
				logger.warn("Not all orders that were on their way could be closed; "
						+ "those in the database are carried on at the next start: {}", ex.getMessage());
				return null;
			})
			.whenComplete((done, ex) -> callback.run());
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
