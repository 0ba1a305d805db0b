package io.pyctor.sample.payment;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the payments.
 *
 * @param latency how long the simulated gateway takes on average
 * @param failureRate how many of the charges the simulated gateway fails, from 0 to 1
 * @param seed start of the simulated gateway's random numbers
 */
@ConfigurationProperties("sample.payment")
record PaymentProperties(@DefaultValue("3ms") Duration latency, @DefaultValue("0.02") double failureRate,
		@DefaultValue("42") long seed) {

}
