package io.pyctor.spring;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.pyctor.spring.restart.RestartedApplication;

/**
 * Starts and closes an application several times with new classes, as the developer tools
 * of Spring Boot do, and says whether the garbage collector got them all. Started by a
 * test.
 */
final class RestartingProgram {

	static final String COLLECTED = "all classes are gone";

	private RestartingProgram() {
	}

	public static void main(String[] args) throws Exception {
		List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
		// Threads that the JVM starts once and keeps have the class loader of the first.
		new RestartedApplication().get();
		for (int start = 0; start < 3; start++) {
			loaders.add(new WeakReference<>(startAndClose()));
		}
		long end = System.nanoTime() + 20_000_000_000L;
		while (!areCollected(loaders) && System.nanoTime() < end) {
			System.gc();
		}
		System.out.println(areCollected(loaders) ? COLLECTED : "some classes are still there");
	}

	private static boolean areCollected(List<WeakReference<ClassLoader>> loaders) {
		return loaders.stream().allMatch((loader) -> loader.refersTo(null));
	}

	private static ClassLoader startAndClose() throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (RestartClassLoader classLoader = new RestartClassLoader(before)) {
			thread.setContextClassLoader(classLoader);
			Class<?> application = classLoader.loadClass(RestartedApplication.class.getName());
			if (application.getClassLoader() != classLoader) {
				throw new IllegalStateException("The class was loaded by " + application.getClassLoader());
			}
			System.out.println(((Supplier<?>) application.getConstructor().newInstance()).get());
			return classLoader;
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/** Has the classes of the application itself, as that of the developer tools does. */
	private static final class RestartClassLoader extends URLClassLoader {

		RestartClassLoader(ClassLoader parent) {
			super(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
				.map(Path::of)
				.map(RestartClassLoader::url)
				.toArray(URL[]::new), parent);
		}

		private static URL url(Path path) {
			try {
				return path.toUri().toURL();
			}
			catch (MalformedURLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith(RestartedApplication.class.getPackageName())) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

	}

}
