package io.pyctor.spring.sequential;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Chooses the style of calls by the type that a method returns.
 */
final class CallStyles {

	private static final String MONO = "reactor.core.publisher.Mono";

	private CallStyles() {
	}

	static CallStyle of(Class<?> returnType) {
		if (returnType == void.class) {
			return new VoidCalls();
		}
		if (isStage(returnType)) {
			return new FutureCalls((returned) -> (CompletionStage<?>) returned);
		}
		return returnType.getName().equals(MONO) ? new MonoCalls() : new ValueCalls();
	}

	/** Whether a method answers later in a way of which nobody here sees the end. */
	static boolean isUnsupported(Class<?> returnType) {
		return !isStage(returnType) && !returnType.getName().equals(MONO)
				&& (Future.class.isAssignableFrom(returnType) || CompletionStage.class.isAssignableFrom(returnType)
						|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(returnType) != null);
	}

	private static boolean isStage(Class<?> returnType) {
		return returnType == CompletableFuture.class || returnType == CompletionStage.class;
	}

}
