package io.pyctor.sample.payment;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Stands in for a real gateway: it makes the caller wait and fails at a given rate.
 */
@Component
class SimulatedGateway implements PaymentGateway {

	private static final Logger logger = LoggerFactory.getLogger(SimulatedGateway.class);

	private final Duration latency;

	private final double failureRate;

	private final Random random;

	SimulatedGateway(PaymentProperties properties) {
		this.latency = properties.latency();
		this.failureRate = properties.failureRate();
		this.random = new Random(properties.seed());
	}

	@Override
	public void charge(long orderId, BigDecimal amount) {
		takeTime();
		if (this.random.nextDouble() < this.failureRate) {
			throw new PaymentFailedException("The gateway did not charge order " + orderId);
		}
	}

	@Override
	public void refund(long orderId) {
		takeTime();
		logger.info("Order {} was refunded", orderId);
	}

	/** From half the latency to one and a half of it. */
	private void takeTime() {
		try {
			TimeUnit.NANOSECONDS.sleep((long) (this.latency.toNanos() * (0.5 + this.random.nextDouble())));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new PaymentFailedException("The gateway was interrupted");
		}
	}

}
