package io.pyctor.benchmarks.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Finds methods that the compiler does not see because they need a newer Java. Kept in
 * constants, their handles cost no more than calls.
 */
final class Handles {

	private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

	private Handles() {
	}

	static Class<?> type(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException("Class " + name + " needs a newer Java than " + Runtime.version(), ex);
		}
	}

	static MethodHandle method(Class<?> owner, String name, MethodType type, MethodType called) {
		try {
			return LOOKUP.findVirtual(owner, name, type).asType(called);
		}
		catch (ReflectiveOperationException ex) {
			throw missing(owner, name, ex);
		}
	}

	static MethodHandle staticMethod(Class<?> owner, String name, MethodType type, MethodType called) {
		try {
			return LOOKUP.findStatic(owner, name, type).asType(called);
		}
		catch (ReflectiveOperationException ex) {
			throw missing(owner, name, ex);
		}
	}

	static IllegalStateException failed(Throwable ex) {
		return new IllegalStateException("A call by method handle failed", ex);
	}

	private static IllegalStateException missing(Class<?> owner, String name, Exception ex) {
		return new IllegalStateException("Method " + owner.getName() + "." + name + " does not exist", ex);
	}

}
