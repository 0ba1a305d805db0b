package io.pyctor.spring.handler;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import io.pyctor.spring.MethodDescription;

/**
 * What a method returns, as far as its signature says. Immutable.
 *
 * @param type the type of the value, in the end: of what a stage completes with, if it is
 * a stage; {@link Void} if there is none
 * @param isStage whether the value may be there later only
 * @param adapter makes a stage of what is returned, if it is not one itself
 */
record HandlerResult(ResolvableType type, boolean isStage, @Nullable ReactiveAdapter adapter) {

	/**
	 * Look at the signature of a method.
	 * @throws io.pyctor.spring.ActorComponentException if it returns many values
	 */
	static HandlerResult of(HandlerClass handlerClass, Method method) {
		ResolvableType type = ResolvableType.forMethodReturnType(method, handlerClass.type());
		Class<?> raw = type.resolve(Object.class);
		if (raw.isPrimitive()) {
			Class<?> boxed = (raw != void.class) ? ClassUtils.resolvePrimitiveIfNecessary(raw) : Void.class;
			return new HandlerResult(ResolvableType.forClass(boxed), false, null);
		}
		if (CompletionStage.class.isAssignableFrom(raw)) {
			return new HandlerResult(type.as(CompletionStage.class).getGeneric(0), true, null);
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(raw);
		if (adapter == null) {
			// An object may turn out to be a stage.
			return new HandlerResult(type, raw == Object.class, null);
		}
		if (adapter.isMultiValue()) {
			throw handlerClass.refused(
					"has the method '" + MethodDescription.of(method) + "', which returns many values as a "
							+ raw.getName() + ", but a message has one answer.",
					"Return one value, or a CompletionStage or Mono of one, such as of a list.");
		}
		return new HandlerResult(adapter.isNoValue() ? ResolvableType.forClass(Void.class) : type.getGeneric(0), true,
				adapter);
	}

	/** Whether there is no value, now or later. */
	boolean isNothing() {
		return this.type.resolve() == Void.class;
	}

	/** Make a stage of what a method returned, if it is one. */
	@Nullable CompletionStage<?> stage(@Nullable Object returned) {
		if (this.adapter != null && returned != null) {
			return ReactiveStages.of(this.adapter, returned);
		}
		return (returned instanceof CompletionStage<?> stage) ? stage : null;
	}

}
