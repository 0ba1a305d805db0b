package io.pyctor.spring.handler;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;

/**
 * Calls a method whose value, if it has one, is there when it returns.
 */
final class ValueHandling implements MessageHandling {

	private final MethodInvoker invoker;

	private final Reply reply;

	ValueHandling(MethodInvoker invoker, Reply reply) {
		this.invoker = invoker;
		this.reply = reply;
	}

	@Override
	public void handle(Object bean, Object message, ActorRef sender, ActorContext context) throws Exception {
		Object value = this.invoker.invoke(bean, message, sender, context, null);
		if (!MessageHandling.isFromNobody(sender, context)) {
			this.reply.give(value, message, sender, context.self());
		}
	}

}
