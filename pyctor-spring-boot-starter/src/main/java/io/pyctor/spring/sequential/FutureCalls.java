package io.pyctor.spring.sequential;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.aopalliance.intercept.MethodInvocation;

/**
 * The caller goes on with a future of the answer, in which everything is that goes wrong.
 */
final class FutureCalls implements CallStyle {

	private final Function<Object, CompletionStage<?>> stages;

	/**
	 * Create the style.
	 * @param stages makes a stage of what a method returns
	 */
	FutureCalls(Function<Object, CompletionStage<?>> stages) {
		this.stages = stages;
	}

	@Override
	public CompletableFuture<?> call(SequentialMethod method, MethodInvocation invocation, CallServices services) {
		try {
			FutureTurn turn = new FutureTurn(method, method.key(invocation), invocation, services, this.stages);
			turn.submit();
			return turn.answer();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
