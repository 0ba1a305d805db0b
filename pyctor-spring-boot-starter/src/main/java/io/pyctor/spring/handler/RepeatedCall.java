package io.pyctor.spring.handler;

import org.jspecify.annotations.Nullable;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.Cancellable;
import io.pyctor.Schedule;

/**
 * What an actor tells itself to have a method called again and again. Belongs to the
 * actor.
 */
final class RepeatedCall {

	/** What is done with such a message. */
	static final MessageHandling HANDLING = (bean, message, sender, context) -> ((RepeatedCall) message).run(bean,
			context);

	private final HookCall call;

	private final Object bean;

	private @Nullable Cancellable schedule;

	private RepeatedCall(HookCall call, Object bean) {
		this.call = call;
		this.bean = bean;
	}

	static void start(HookCall call, Object bean, ActorContext context, Schedule schedule) {
		RepeatedCall repeated = new RepeatedCall(call, bean);
		ActorRef self = context.self();
		repeated.schedule = context.scheduleTell(self, repeated, schedule);
	}

	/** An actor may have got another object meanwhile, which has calls of its own. */
	private void run(Object current, ActorContext context) throws Exception {
		if (current == this.bean) {
			this.call.run(current, context);
		}
		else if (this.schedule != null) {
			this.schedule.cancel();
		}
	}

}
