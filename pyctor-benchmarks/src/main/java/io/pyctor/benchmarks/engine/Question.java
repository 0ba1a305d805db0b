package io.pyctor.benchmarks.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A question for engines that have no way to ask: it takes its answer along.
 */
record Question(Object content, CompletableFuture<Object> answer) {

	/** How long every engine waits for an answer. */
	static final int TIMEOUT_SECONDS = 20;

	static Behavior answering(UnaryOperator<Object> answer) {
		return (self, message) -> {
			Question question = (Question) message;
			question.answer.complete(answer.apply(question.content));
		};
	}

	static Object ask(Engine engine, Object ref, Object content) throws Exception {
		Question question = new Question(content, new CompletableFuture<>());
		engine.send(ref, question);
		return question.answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
	}

}
