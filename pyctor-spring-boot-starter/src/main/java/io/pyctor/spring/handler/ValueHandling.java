package io.pyctor.spring.handler;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;

/**
 * Calls a method whose value, if it has one, is there when it returns. A record, since
 * the JIT compiler trusts that the fields of records never change.
 *
 * @param invoker calls the method
 * @param reply what the sender is told
 */
record ValueHandling(MethodInvoker invoker, Reply reply) implements MessageHandling {

	@Override
	public void handle(Object bean, Object message, ActorRef sender, ActorContext context) throws Exception {
		Object value = this.invoker.invoke(bean, message, sender, context, null);
		if (!MessageHandling.isFromNobody(sender, context)) {
			this.reply.give(value, message, sender, context.self());
		}
	}

}
