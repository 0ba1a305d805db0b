package io.pyctor.spring.autoconfigure;

import io.micrometer.context.ContextSnapshotFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

import io.pyctor.ActorSystem;
import io.pyctor.spring.CallerContext;
import io.pyctor.spring.context.SnapshotCallerContext;

/**
 * Auto-configuration for the {@link CallerContext} of actor components that ask for it.
 */
@AutoConfiguration
@ConditionalOnClass({ ActorSystem.class, ContextSnapshotFactory.class })
public final class PyctorContextAutoConfiguration {

	PyctorContextAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(CallerContext.class)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	SnapshotCallerContext pyctorCallerContext(ObjectProvider<ContextSnapshotFactory> factories) {
		return new SnapshotCallerContext(
				factories.getIfUnique(() -> ContextSnapshotFactory.builder().clearMissing(true).build()));
	}

}
