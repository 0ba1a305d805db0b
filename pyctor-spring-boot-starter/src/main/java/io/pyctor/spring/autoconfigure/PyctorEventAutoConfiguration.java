package io.pyctor.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.event.ActorEventListeners;

/**
 * Auto-configuration for {@link io.pyctor.spring.ActorListener} methods.
 */
@AutoConfiguration(after = PyctorAutoConfiguration.class)
@ConditionalOnBean(ActorComponentRegistry.class)
public final class PyctorEventAutoConfiguration {

	PyctorEventAutoConfiguration() {
	}

	@Bean
	ActorEventListeners actorEventListeners(ConfigurableApplicationContext context, ActorComponentRegistry registry) {
		return new ActorEventListeners(context, registry);
	}

}
