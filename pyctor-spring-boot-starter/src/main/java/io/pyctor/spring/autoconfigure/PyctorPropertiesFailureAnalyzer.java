package io.pyctor.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a property that has a value it cannot have. Spring Boot's own analyzers would
 * take it for a failure to bind, and name neither the property nor its value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PyctorPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		if (!cause.getName().startsWith("pyctor.")) {
			return null;
		}
		return new FailureAnalysis("The configuration property '" + cause.getName() + "' has the invalid value '"
				+ cause.getValue() + "'. " + cause.getReason() + ".", "Correct the value, or remove the property.",
				cause);
	}

}
