package io.pyctor.spring.autoconfigure;

import java.util.Optional;

import org.slf4j.MDC;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.pyctor.ActorSystem;
import io.pyctor.DeadLetterStore;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.ActorSystemBuilderCustomizer;
import io.pyctor.spring.deadletter.DeadLetterHandlers;

/**
 * Auto-configuration for the {@link DeadLetterStore} and
 * {@link io.pyctor.spring.DeadLetterHandler} methods.
 */
@AutoConfiguration(after = PyctorAutoConfiguration.class)
@ConditionalOnBean(ActorComponentRegistry.class)
@EnableConfigurationProperties({ PyctorProperties.class, DeadLetterProperties.class })
public final class PyctorDeadLetterAutoConfiguration {

	/** Where Micrometer Tracing, and whoever else traces, puts it for the log. */
	private static final String TRACE_ID = "traceId";

	PyctorDeadLetterAutoConfiguration() {
	}

	@Bean
	// First: those of the application may know better.
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ActorSystemBuilderCustomizer deadLetterCustomizer(DeadLetterProperties properties) {
		return (builder) -> builder.deadLetters(properties.options())
			.traceIds(() -> Optional.ofNullable(MDC.get(TRACE_ID)));
	}

	@Bean
	// Each context has that of the actor system that it sees.
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	DeadLetterStore deadLetterStore(ActorSystem system) {
		return system.deadLetterStore();
	}

	@Bean
	DeadLetterHandlers deadLetterHandlers(ConfigurableListableBeanFactory beanFactory, ActorComponentRegistry registry,
			ObjectProvider<ActorSystem> system, DeadLetterProperties deadLetters, PyctorProperties properties) {
		return new DeadLetterHandlers(beanFactory, registry, system::getObject, deadLetters.handlerCapacity(),
				properties.shutdownTimeout());
	}

}
