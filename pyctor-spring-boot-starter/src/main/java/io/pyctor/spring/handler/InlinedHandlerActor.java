package io.pyctor.spring.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.UndeclaredThrowableException;

import io.pyctor.ActorRef;

/**
 * A {@link HandlerMethodActor} that is as fast as an actor written by hand. The class is
 * a template: it is defined once more, as a hidden class, for each class of beans, so
 * that the dispatch is a constant of which the JIT compiler makes straight code.
 */
final class InlinedHandlerActor extends HandlerMethodActor {

	private static final MethodHandle DISPATCH = HandlerActorClass.dispatch(MethodHandles.lookup());

	InlinedHandlerActor(BoundMethods methods, Object bean) {
		super(methods, bean);
	}

	@Override
	protected void receive(ActorRef sender, Object message) throws Exception {
		try {
			DISPATCH.invokeExact(bean(), message, sender, context());
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

}
