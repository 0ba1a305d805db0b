package io.pyctor.sample.order;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the orders.
 *
 * @param atOnce how many orders are on their way at the same time; the others wait in the
 * database
 * @param stockTimeout how long an order waits for the stock's answer
 * @param storeTimeout how long an order waits until its outcome is written
 * @param paymentTimeout how long an order keeps goods reserved while it is not paid
 * @param paymentAttempts how often an order tries to pay
 * @param retryAfter how long it waits before it tries again
 * @param drainTimeout how long a shutdown waits for the orders that are on their way
 */
@ConfigurationProperties("sample.order")
record OrderProperties(@DefaultValue("256") int atOnce, @DefaultValue("5s") Duration stockTimeout,
		@DefaultValue("5s") Duration storeTimeout, @DefaultValue("10s") Duration paymentTimeout,
		@DefaultValue("3") int paymentAttempts, @DefaultValue("50ms") Duration retryAfter,
		@DefaultValue("10s") Duration drainTimeout) {

}
