package io.pyctor.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.pyctor.ActorSystem;
import io.pyctor.spring.web.MailboxFullAdvice;

/**
 * Auto-configuration for the answer of a web server to requests for which an actor has no
 * place, with Spring MVC or WebFlux.
 */
@AutoConfiguration(after = PyctorAutoConfiguration.class)
@ConditionalOnClass(RestControllerAdvice.class)
@ConditionalOnWebApplication
@ConditionalOnBean(ActorSystem.class)
@ConditionalOnBooleanProperty(name = "pyctor.web.enabled", matchIfMissing = true)
public final class PyctorWebAutoConfiguration {

	PyctorWebAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	MailboxFullAdvice mailboxFullAdvice(PyctorProperties properties) {
		return new MailboxFullAdvice(properties.web().retryAfter());
	}

}
