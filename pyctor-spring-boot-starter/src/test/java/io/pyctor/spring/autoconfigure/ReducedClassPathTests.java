package io.pyctor.spring.autoconfigure;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts an application on class paths from which jars were really taken away.
 */
class ReducedClassPathTests {

	@Test
	void applicationStartsWithoutActuatorMicrometerReactorAndServer() throws Exception {
		assertThat(beansWithout("spring-boot-actuator", "spring-boot-health", "spring-boot-micrometer", "micrometer-",
				"spring-web", "spring-boot-web", "spring-boot-servlet", "spring-boot-tomcat", "tomcat-", "jackson-",
				"spring-boot-jackson", "spring-boot-http", "reactor-", "reactive-streams"))
			.contains("actorSystem", "reduced", "reducedBean")
			.doesNotContain("actorsEndpoint", "pyctorHealthIndicator", "actorSystemMetrics", "dispatcherServlet");
	}

	@Test
	void applicationStartsWithoutMicrometer() throws Exception {
		assertThat(beansWithout("spring-boot-micrometer", "micrometer-", "spring-web", "spring-boot-web",
				"spring-boot-servlet", "spring-boot-tomcat", "tomcat-", "jackson-", "spring-boot-jackson",
				"spring-boot-http"))
			.contains("actorSystem", "reduced", "actorsEndpoint", "pyctorHealthIndicator")
			.doesNotContain("actorSystemMetrics", "dispatcherServlet");
	}

	@Test
	void applicationStartsWithEverything() throws Exception {
		assertThat(beansWithout("nothing")).contains("actorSystem", "reduced", "actorsEndpoint",
				"pyctorHealthIndicator", "actorSystemMetrics");
	}

	private static List<String> beansWithout(String... jars) throws Exception {
		URL[] urls = Arrays.stream(classPath().split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> Arrays.stream(jars).noneMatch(path.getFileName().toString()::startsWith))
			.map(ReducedClassPathTests::url)
			.toArray(URL[]::new);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader classLoader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(classLoader);
			Class<?> application = classLoader.loadClass(ReducedApplication.class.getName());
			return List.of((String[]) application.getMethod("beans").invoke(null));
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
