package io.pyctor.spring.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;

import org.jspecify.annotations.Nullable;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;

/**
 * Calls a method on beans of one class, without reflection. Immutable.
 *
 * @param handle calls the method with all there is to give
 */
record MethodInvoker(MethodHandle handle) {

	/** The bean, then all there is to give. */
	private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class, Object.class,
			ActorRef.class, ActorContext.class, Throwable.class);

	/**
	 * Return what calls a method.
	 * @param method a method that beans have
	 * @param arguments what its parameters are given
	 * @throws IllegalAccessException if the method is in a module that does not open its
	 * package
	 */
	static MethodInvoker of(Method method, HandlerArguments arguments) throws IllegalAccessException {
		MethodHandle handle = MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
			.unreflect(method);
		int[] order = new int[arguments.list().size() + 1];
		MethodType given = MethodType.methodType(Object.class, Object.class);
		for (int i = 1; i < order.length; i++) {
			HandlerArgument argument = arguments.list().get(i - 1);
			order[i] = argument.place();
			given = given.appendParameterTypes(TYPE.parameterType(argument.place()));
		}
		return new MethodInvoker(MethodHandles.permuteArguments(handle.asType(given), TYPE, order));
	}

	/**
	 * Call the method.
	 * @return what it returned; null if it returns nothing
	 */
	@Nullable Object invoke(Object bean, @Nullable Object message, @Nullable ActorRef sender, ActorContext context,
			@Nullable Throwable error) throws Exception {
		try {
			return (Object) this.handle.invokeExact(bean, message, sender, context, error);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

}
