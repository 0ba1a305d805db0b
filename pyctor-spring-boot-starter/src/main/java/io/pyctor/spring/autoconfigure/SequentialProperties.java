package io.pyctor.spring.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.pyctor.spring.sequential.SequentialSettings;

/**
 * The settings of sequential methods.
 *
 * @param capacity Number of calls of one key that may wait, where '@Sequential' does not
 * say.
 * @param maxCalls Number of calls of one method, or of one group of methods, that may
 * wait and run, all keys together.
 * @param concurrency Number of calls of one method, or of one group of methods, that may
 * run at the same time on threads of their own. Callers that wait for a value run on
 * their own threads and do not count.
 * @param timeout Time that a caller that needs a value waits for its turn, where
 * '@Sequential' does not say.
 */
@ConfigurationProperties("pyctor.sequential")
public record SequentialProperties(@DefaultValue("1000") int capacity, @DefaultValue("10000") int maxCalls,
		@DefaultValue("256") int concurrency, @DefaultValue("1m") Duration timeout) {

	public SequentialProperties {
		PyctorProperties.check(capacity >= 1, "sequential.capacity", capacity, "at least 1");
		PyctorProperties.check(maxCalls >= 1, "sequential.max-calls", maxCalls, "at least 1");
		PyctorProperties.check(concurrency >= 1, "sequential.concurrency", concurrency, "at least 1");
		PyctorProperties.checkPositive("sequential.timeout", timeout);
	}

	SequentialSettings settings() {
		return new SequentialSettings(this.capacity, this.maxCalls, this.concurrency, this.timeout);
	}

}
