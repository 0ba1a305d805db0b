package io.pyctor.example.students;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;

import io.pyctor.ActorSystem;

/**
 * Starts the lesson. The program ends by itself when both students have left:
 *
 * <pre>
 * mvn -q test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:java -Dexec.classpathScope=test
 *     -Dexec.mainClass=io.pyctor.example.students.Students
 * </pre>
 */
public final class Students {

	private Students() {
	}

	public static void main(String[] args) {
		ActorSystem system = ActorSystem.create("students");
		system.create(() -> new Teacher(new Random(), Duration.ofSeconds(1), Students::print), "teacher");
		system.stopped().join();
	}

	private static void print(Exchange exchange) {
		System.out.printf("%s  %s to %s: %s%n", LocalTime.now().truncatedTo(ChronoUnit.MILLIS), exchange.from(),
				exchange.to(), exchange.words());
	}

}
