package io.pyctor.spring.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.pyctor.ActorSystem;
import io.pyctor.spring.actuate.ActorsEndpoint;

/**
 * Auto-configuration for the {@link ActorsEndpoint}.
 */
@AutoConfiguration(after = PyctorAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(ActorSystem.class)
public final class PyctorEndpointAutoConfiguration {

	PyctorEndpointAutoConfiguration() {
	}

	/** Nested, since its condition can only be loaded when actuator is there. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(ActorsEndpoint.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ActorsEndpoint actorsEndpoint(ActorSystem system) {
			return new ActorsEndpoint(system);
		}

	}

}
