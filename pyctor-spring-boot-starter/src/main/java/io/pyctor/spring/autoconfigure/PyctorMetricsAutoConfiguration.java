package io.pyctor.spring.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.pyctor.ActorSystem;
import io.pyctor.spring.ActorComponentDefinition;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.metrics.ActorHealthMetrics;
import io.pyctor.spring.metrics.ActorSystemMetrics;
import io.pyctor.spring.metrics.SequentialMetrics;
import io.pyctor.spring.sequential.SequentialCalls;

/**
 * Auto-configuration for the meters of the actor system.
 */
@AutoConfiguration(after = { PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class })
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(ActorSystem.class)
@ConditionalOnBooleanProperty(name = "pyctor.metrics.enabled", matchIfMissing = true)
public final class PyctorMetricsAutoConfiguration {

	PyctorMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ActorSystemMetrics actorSystemMetrics(ActorSystem system, ActorComponentRegistry registry) {
		return new ActorSystemMetrics(system,
				registry.definitions().stream().map(ActorComponentDefinition::type).toList());
	}

	@Bean
	@ConditionalOnMissingBean
	ActorHealthMetrics actorHealthMetrics(ActorSystem system) {
		return new ActorHealthMetrics(system);
	}

	@Bean
	@ConditionalOnBean(SequentialCalls.class)
	@ConditionalOnMissingBean
	SequentialMetrics sequentialMetrics(SequentialCalls calls) {
		return new SequentialMetrics(calls);
	}

}
