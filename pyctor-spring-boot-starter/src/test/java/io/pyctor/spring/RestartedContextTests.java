package io.pyctor.spring;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that are started again and again with new classes. In a JVM of
 * their own, which does not keep what Spring's caches hold softly.
 */
class RestartedContextTests {

	@Test
	void nothingKeepsTheClassesOfAnApplicationThatWasClosed() throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		Process process = new ProcessBuilder(java, "-XX:SoftRefLRUPolicyMSPerMB=0", "-cp", classPath,
				RestartingProgram.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(output).containsSubsequence("1 2 3", "1 2 3", "1 2 3", RestartingProgram.COLLECTED);
	}

}
