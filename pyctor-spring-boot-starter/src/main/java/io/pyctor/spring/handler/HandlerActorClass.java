package io.pyctor.spring.handler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NativeDetector;

/**
 * The class of the actors of one class of beans: a copy of {@link InlinedHandlerActor}
 * with a dispatch of its own. It goes when its actors and this object have gone. A native
 * image cannot define classes; there {@link HandlerMethodActor} does.
 */
final class HandlerActorClass {

	private static final MethodType CONSTRUCTOR = MethodType.methodType(void.class, BoundMethods.class, Object.class);

	private final @Nullable MethodHandle constructor;

	private HandlerActorClass(@Nullable MethodHandle constructor) {
		this.constructor = constructor;
	}

	static HandlerActorClass of(MessageDispatch dispatch) {
		return new HandlerActorClass(NativeDetector.inNativeImage() ? null : define(dispatch));
	}

	private static MethodHandle define(MessageDispatch dispatch) {
		try {
			MethodHandles.Lookup copy = MethodHandles.lookup()
				.defineHiddenClassWithClassData(template(), dispatch.invoker(), true);
			return copy.findConstructor(copy.lookupClass(), CONSTRUCTOR)
				.asType(CONSTRUCTOR.changeReturnType(HandlerMethodActor.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Unable to define a copy of " + InlinedHandlerActor.class, ex);
		}
	}

	private static byte[] template() {
		String file = InlinedHandlerActor.class.getSimpleName() + ".class";
		try (InputStream bytes = HandlerActorClass.class.getResourceAsStream(file)) {
			if (bytes == null) {
				throw new IllegalStateException("No " + file + " beside " + HandlerActorClass.class.getName());
			}
			return bytes.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Return the dispatch that a copy was defined with. */
	static MethodHandle dispatch(MethodHandles.Lookup copy) {
		try {
			return MethodHandles.classData(copy, ConstantDescs.DEFAULT_NAME, MethodHandle.class);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	HandlerMethodActor actor(BoundMethods methods, Object bean) {
		if (this.constructor == null) {
			return new HandlerMethodActor(methods, bean);
		}
		try {
			return (HandlerMethodActor) this.constructor.invokeExact(methods, bean);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
