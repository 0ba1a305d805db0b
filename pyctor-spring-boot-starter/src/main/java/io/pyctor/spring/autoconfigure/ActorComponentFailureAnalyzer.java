package io.pyctor.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.pyctor.spring.ActorComponentException;

/**
 * Explains an actor component that cannot work, and who asked for it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ActorComponentFailureAnalyzer extends AbstractInjectionFailureAnalyzer<ActorComponentException> {

	/** Where pyctor's own beans are made, which is when most shows that is wrong. */
	private static final String OWN = " in " + PyctorAutoConfiguration.class.getPackageName() + ".Pyctor";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ActorComponentException cause,
			@Nullable String description) {
		return analysis(cause, description);
	}

	static FailureAnalysis analysis(ActorComponentException cause, @Nullable String description) {
		String asked = (description != null && !description.contains(OWN))
				? String.format("%n%nIt was %s that asked.", description) : "";
		return new FailureAnalysis(cause.description() + asked, cause.action(), cause);
	}

}
