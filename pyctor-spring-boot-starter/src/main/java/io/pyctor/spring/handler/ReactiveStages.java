package io.pyctor.spring.handler;

import java.util.concurrent.CompletionStage;

import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;

/**
 * Makes stages of what libraries of reactive streams return. Used only where one of them
 * is there.
 */
final class ReactiveStages {

	private ReactiveStages() {
	}

	/** Subscribe; the stage completes with the value, or with null if there is none. */
	static CompletionStage<?> of(ReactiveAdapter adapter, Object source) {
		return Mono.from(adapter.toPublisher(source)).toFuture();
	}

}
