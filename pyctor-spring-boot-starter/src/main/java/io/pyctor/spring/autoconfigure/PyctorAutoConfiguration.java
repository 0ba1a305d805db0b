package io.pyctor.spring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

import io.pyctor.ActorSystem;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.ActorFactories;
import io.pyctor.spring.ActorRefRegistrar;
import io.pyctor.spring.ActorSystemBuilderCustomizer;
import io.pyctor.spring.ActorSystemLifecycle;

/**
 * Auto-configuration for an {@link ActorSystem} and the
 * {@link io.pyctor.spring.ActorComponent actor components} that live in it.
 */
@AutoConfiguration
@ConditionalOnClass(ActorSystem.class)
@EnableConfigurationProperties(PyctorProperties.class)
public final class PyctorAutoConfiguration {

	PyctorAutoConfiguration() {
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ActorRefRegistrar actorRefRegistrar() {
		return new ActorRefRegistrar();
	}

	@Bean
	@ConditionalOnMissingBean
	ActorSystem actorSystem(PyctorProperties properties, Environment environment,
			ObjectProvider<ActorSystemBuilderCustomizer> customizers) {
		return new ActorSystemConfigurer(properties, environment).build(customizers.orderedStream());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	ActorComponentRegistry actorComponentRegistry(ConfigurableListableBeanFactory beanFactory) {
		return new ActorComponentRegistry(beanFactory);
	}

	@Bean
	ActorFactories actorFactories(ConfigurableListableBeanFactory beanFactory, ActorComponentRegistry registry) {
		return new ActorFactories(beanFactory, registry);
	}

	@Bean
	ActorSystemLifecycle actorSystemLifecycle(ActorSystem system, ActorComponentRegistry registry,
			PyctorProperties properties, ConfigurableListableBeanFactory beanFactory, Environment environment) {
		ShutdownTimeoutCheck.check(properties.shutdownTimeout(), environment);
		return new ActorSystemLifecycle(system, registry, properties.shutdownTimeout(),
				ActorSystemOwnership.endsWith(beanFactory));
	}

}
