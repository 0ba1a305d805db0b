package io.pyctor.spring.handler;

import java.util.concurrent.CompletionStage;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.TerminationReason;

/**
 * Calls a {@link HookMethod} on beans of one class. Immutable.
 */
final class HookCall {

	private final MethodInvoker invoker;

	private final HandlerResult result;

	HookCall(HookMethod hook, InvocableMethod way) {
		this.invoker = way.invoker(hook.method(), hook.arguments());
		this.result = hook.result();
	}

	/** Call the method; if it returns a stage, the mailbox waits for it. */
	void run(Object bean, ActorContext context) throws Exception {
		CompletionStage<?> stage = this.result.stage(this.invoker.invoke(bean, null, null, context, null));
		if (stage != null) {
			context.await(stage, (value) -> {
			});
		}
	}

	/** Call the method after the last message. */
	void run(Object bean, ActorContext context, TerminationReason reason) throws Exception {
		this.invoker.invoke(bean, reason, null, context, null);
	}

	/** Call the method after a message failed. */
	void run(Object bean, ActorContext context, ActorRef sender, Object message, Throwable error) throws Exception {
		this.invoker.invoke(bean, message, sender, context, error);
	}

}
