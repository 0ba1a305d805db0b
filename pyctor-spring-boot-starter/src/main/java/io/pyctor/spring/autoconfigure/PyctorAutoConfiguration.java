package io.pyctor.spring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

import io.pyctor.ActorSystem;
import io.pyctor.spring.ActorComponentDefinition;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.ActorFactories;
import io.pyctor.spring.ActorRefRegistrar;
import io.pyctor.spring.ActorSystemBuilderCustomizer;
import io.pyctor.spring.ActorSystemLifecycle;
import io.pyctor.spring.Actors;
import io.pyctor.spring.handler.HandlerMethodBindings;

/**
 * Auto-configuration for an {@link ActorSystem} and the
 * {@link io.pyctor.spring.ActorComponent actor components} that live in it.
 */
@AutoConfiguration
@ConditionalOnClass(ActorSystem.class)
@EnableConfigurationProperties({ PyctorProperties.class, HealthProperties.class })
public final class PyctorAutoConfiguration {

	PyctorAutoConfiguration() {
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static ActorRefRegistrar actorRefRegistrar(Environment environment) {
		ComponentProperties components = ComponentProperties.of(environment);
		UnknownProperties.check(environment);
		return new ActorRefRegistrar(HandlerMethodBindings::check, components::get);
	}

	@Bean
	@ConditionalOnMissingBean
	ActorSystem actorSystem(PyctorProperties properties, HealthProperties health, Environment environment,
			ActorFactories factories, ObjectProvider<ActorSystemBuilderCustomizer> customizers) {
		return new ActorSystemConfigurer(properties, health, environment, factories).build(customizers.orderedStream());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	ActorComponentRegistry actorComponentRegistry(ConfigurableListableBeanFactory beanFactory,
			PyctorProperties properties) {
		ComponentProperties components = new ComponentProperties(properties.actors());
		ActorComponentRegistry registry = new ActorComponentRegistry(beanFactory,
				new HandlerMethodBindings(beanFactory::resolveEmbeddedValue),
				(name) -> components.get(name)
					.withDefaults(properties.propagateContext(), properties.tellAfterCommit()),
				properties.askTimeout());
		components.checkNames(registry.lineage()
			.stream()
			.flatMap((context) -> context.definitions().stream())
			.map(ActorComponentDefinition::name)
			.toList(), properties.validateActorNames());
		return registry;
	}

	@Bean
	ActorFactories actorFactories(ActorComponentRegistry registry) {
		return registry.factories();
	}

	@Bean
	// Each context has its own, for the components of its own.
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Actors actors(ActorComponentRegistry registry) {
		return registry.actors();
	}

	@Bean
	ActorSystemLifecycle actorSystemLifecycle(ActorSystem system, ActorComponentRegistry registry,
			PyctorProperties properties, ConfigurableListableBeanFactory beanFactory, Environment environment) {
		ShutdownTimeoutCheck.check(properties.shutdownTimeout(), environment);
		return new ActorSystemLifecycle(system, registry, properties.shutdownTimeout(),
				ActorSystemOwnership.endsWith(beanFactory));
	}

}
