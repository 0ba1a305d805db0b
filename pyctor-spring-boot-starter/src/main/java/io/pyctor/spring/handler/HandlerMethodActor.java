package io.pyctor.spring.handler;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.TerminationReason;

/**
 * The actor of a bean: calls the bean's annotated methods.
 */
class HandlerMethodActor extends Actor {

	private final BoundMethods methods;

	private final Object bean;

	HandlerMethodActor(BoundMethods methods, Object bean) {
		this.methods = methods;
		this.bean = bean;
	}

	final Object bean() {
		return this.bean;
	}

	@Override
	protected Class<?> actorType() {
		return this.methods.type();
	}

	@Override
	protected void receive(ActorRef sender, Object message) throws Exception {
		this.methods.dispatch().handle(this.bean, message, sender, context());
	}

	@Override
	protected void started() throws Exception {
		for (HookCall call : this.methods.started()) {
			call.run(this.bean, context());
		}
		for (BoundMethods.Repeated repeated : this.methods.repeated()) {
			RepeatedCall.start(repeated.call(), this.bean, context(), repeated.method().schedule());
		}
	}

	@Override
	protected void restarted(ActorRef sender, Object message, Throwable error) throws Exception {
		for (HookCall call : this.methods.restarted()) {
			call.run(this.bean, context(), sender, message, error);
		}
	}

	@Override
	protected boolean failed(ActorRef sender, Object message, Throwable error) throws Exception {
		for (HookCall call : this.methods.failed()) {
			call.run(this.bean, context(), sender, message, error);
		}
		return !this.methods.failed().isEmpty();
	}

	@Override
	protected void stopped(TerminationReason reason) throws Exception {
		for (HookCall call : this.methods.stopped()) {
			call.run(this.bean, context(), reason);
		}
	}

}
