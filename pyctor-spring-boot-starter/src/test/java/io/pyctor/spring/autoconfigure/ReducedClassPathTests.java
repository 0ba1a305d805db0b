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

	@Test
	void applicationStartsWithoutTransactionsAndContextPropagation() throws Exception {
		assertThat(beansWithout("spring-tx", "spring-jdbc", "context-propagation")).contains("actorSystem", "reduced")
			.doesNotContain("pyctorCallerContext");
	}

	@Test
	void contextThatCannotBeCapturedNamesTheLibrary() throws Exception {
		assertThat(failureWithout("context-propagation", "--pyctor.actors.reduced.propagate-context=true"))
			.startsWith("The actor component 'reduced' (" + ReducedApplication.class.getName()
					+ "$Reduced) asks for the context of its callers (propagateContext), "
					+ "but there is no single bean that captures it.")
			.contains("Add 'io.micrometer:context-propagation' to the class path");
	}

	@Test
	void transactionThatCannotBeWaitedForNamesTheLibrary() throws Exception {
		assertThat(failureWithout("spring-tx", "--pyctor.actors.reduced.tell-after-commit=true"))
			.startsWith("The actor component 'reduced' (" + ReducedApplication.class.getName()
					+ "$Reduced) is to be told what is told within a transaction after its commit (tellAfterCommit), "
					+ "but Spring's transactions are not on the class path.")
			.contains("Add 'org.springframework:spring-tx'");
	}

	@Test
	void tellingAfterACommitNamesTheLibrary() throws Exception {
		assertThat((String) callWithout(new String[] { "spring-tx" }, "afterCommit"))
			.isEqualTo("Unable to tell ActorRef[/user/reduced] anything after a commit: "
					+ "'org.springframework:spring-tx' is not on the class path; add it, or tell the actor directly");
	}

	private static String failureWithout(String jar, String... settings) throws Exception {
		return (String) callWithout(new String[] { jar }, "failure", (Object) settings);
	}

	private static List<String> beansWithout(String... jars) throws Exception {
		return List.of((String[]) callWithout(jars, "beans"));
	}

	private static Object callWithout(String[] jars, String method, Object... arguments) throws Exception {
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
			Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
			return application.getMethod(method, types).invoke(null, arguments);
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
