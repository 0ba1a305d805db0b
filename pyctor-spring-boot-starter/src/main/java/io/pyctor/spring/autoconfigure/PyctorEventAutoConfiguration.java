package io.pyctor.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.event.ActorEventListeners;
import io.pyctor.spring.event.AfterCommitDelivery;
import io.pyctor.spring.event.EventDelivery;

/**
 * Auto-configuration for {@link io.pyctor.spring.ActorListener} methods.
 */
@AutoConfiguration(after = PyctorAutoConfiguration.class)
@ConditionalOnBean(ActorComponentRegistry.class)
public final class PyctorEventAutoConfiguration {

	private static final String TRANSACTIONS = "org.springframework.transaction.support.TransactionSynchronizationManager";

	PyctorEventAutoConfiguration() {
	}

	/** Nested, like the next one, since one of them needs what may not be there. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = TRANSACTIONS)
	static class TransactionConfiguration {

		@Bean
		ActorEventListeners actorEventListeners(ConfigurableApplicationContext context,
				ActorComponentRegistry registry) {
			return new ActorEventListeners(context, registry, new AfterCommitDelivery());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(TRANSACTIONS)
	static class NoTransactionConfiguration {

		@Bean
		ActorEventListeners actorEventListeners(ConfigurableApplicationContext context,
				ActorComponentRegistry registry) {
			return new ActorEventListeners(context, registry, EventDelivery.AT_ONCE);
		}

	}

}
