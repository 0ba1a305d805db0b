package io.pyctor.spring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

import io.pyctor.dispatch.Dispatchers;
import io.pyctor.spring.CallerContext;
import io.pyctor.spring.SequentialExceptionHandler;
import io.pyctor.spring.sequential.LoggingExceptionHandler;
import io.pyctor.spring.sequential.SequentialCalls;
import io.pyctor.spring.sequential.SequentialLifecycle;
import io.pyctor.spring.sequential.SequentialPostProcessor;

/**
 * Auto-configuration for {@link io.pyctor.spring.Sequential} methods of any beans. Beans
 * without such methods do not notice it.
 */
@AutoConfiguration(after = PyctorAutoConfiguration.class)
@EnableConfigurationProperties({ PyctorProperties.class, SequentialProperties.class })
public final class PyctorSequentialAutoConfiguration {

	private static final CallerContext NO_CONTEXT = () -> () -> () -> {
	};

	PyctorSequentialAutoConfiguration() {
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SequentialPostProcessor sequentialPostProcessor(ObjectProvider<SequentialLifecycle> lifecycle,
			Environment environment) {
		// Whoever can make calls has somebody who ends them, also if the start fails.
		return new SequentialPostProcessor(() -> lifecycle.getObject().calls(),
				environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	SequentialCalls sequentialCalls(PyctorProperties properties, SequentialProperties sequential,
			ObjectProvider<CallerContext> callerContext, ObjectProvider<SequentialExceptionHandler> exceptionHandler,
			Environment environment) {
		return new SequentialCalls(sequential.settings(),
				Dispatchers.blocking("pyctor-sequential", properties.useVirtualThreads(environment)),
				callerContext.getIfUnique(() -> NO_CONTEXT), exceptionHandler::getObject);
	}

	@Bean
	SequentialLifecycle sequentialLifecycle(SequentialCalls calls, PyctorProperties properties) {
		return new SequentialLifecycle(calls, properties.shutdownTimeout());
	}

	@Bean
	@ConditionalOnMissingBean(SequentialExceptionHandler.class)
	LoggingExceptionHandler sequentialExceptionHandler() {
		return new LoggingExceptionHandler();
	}

}
