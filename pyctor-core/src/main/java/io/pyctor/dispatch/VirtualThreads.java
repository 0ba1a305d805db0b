package io.pyctor.dispatch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * The one place that knows of Java 21: virtual threads by their public API, looked up at
 * run time because the code is compiled for 17.
 */
final class VirtualThreads {

	private VirtualThreads() {
	}

	/**
	 * Return an executor that starts a virtual thread for each task.
	 * @param name the beginning of the threads' names, which a number follows
	 * @return the executor, or nothing where the JVM has no virtual threads
	 */
	static Optional<ExecutorService> executor(String name) {
		// On 19 and 20 the methods exist but throw unless previews are enabled.
		if (Runtime.version().feature() < 21) {
			return Optional.empty();
		}
		try {
			MethodHandles.Lookup lookup = MethodHandles.publicLookup();
			Class<?> builderType = Class.forName("java.lang.Thread$Builder$OfVirtual");
			MethodHandle ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builderType));
			MethodHandle named = lookup.findVirtual(builderType, "name",
					MethodType.methodType(builderType, String.class, long.class));
			MethodHandle factory = lookup.findVirtual(builderType, "factory",
					MethodType.methodType(ThreadFactory.class));
			MethodHandle executor = lookup.findStatic(Executors.class, "newThreadPerTaskExecutor",
					MethodType.methodType(ExecutorService.class, ThreadFactory.class));
			Object builder = named.invoke(ofVirtual.invoke(), name, 1L);
			return Optional.of((ExecutorService) executor.invoke(factory.invoke(builder)));
		}
		catch (Throwable ex) {
			throw new IllegalStateException("Unable to use the virtual threads of Java " + Runtime.version(), ex);
		}
	}

}
