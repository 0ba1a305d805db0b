package io.pyctor.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.pyctor.ActorSystem;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.health.ActorSystemHealthIndicator;

/**
 * Auto-configuration for the health of the actor system.
 */
@AutoConfiguration(after = PyctorAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(ActorSystem.class)
public final class PyctorHealthContributorAutoConfiguration {

	PyctorHealthContributorAutoConfiguration() {
	}

	/** Nested, since its condition can only be loaded when health is there. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnEnabledHealthIndicator("pyctor")
	static class HealthConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = { "pyctorHealthIndicator", "pyctorHealthContributor" })
		ActorSystemHealthIndicator pyctorHealthIndicator(ActorSystem system, ActorComponentRegistry registry,
				HealthProperties properties) {
			return new ActorSystemHealthIndicator(system, registry.failures()::causes, properties.statuses(),
					properties.recoverAfter());
		}

	}

}
