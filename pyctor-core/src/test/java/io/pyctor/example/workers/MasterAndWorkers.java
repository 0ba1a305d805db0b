package io.pyctor.example.workers;

import java.time.Duration;
import java.util.Random;

import io.pyctor.ActorSystem;

/**
 * Has ten workers do a thousand jobs, which takes them some ten seconds. The program ends
 * by itself:
 *
 * <pre>
 * mvn -q test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:java -Dexec.classpathScope=test
 *     -Dexec.mainClass=io.pyctor.example.workers.MasterAndWorkers
 * </pre>
 */
public final class MasterAndWorkers {

	private static final int JOBS = 1_000;

	private static final int WORKERS = 10;

	private static final Duration TIME = Duration.ofMillis(100);

	private MasterAndWorkers() {
	}

	public static void main(String[] args) {
		ActorSystem system = ActorSystem.create("workers");
		system.create(() -> new Counter(MasterAndWorkers::master, JOBS, MasterAndWorkers::print), "counter");
		system.stopped().join();
	}

	private static Master master() {
		return new Master(() -> new Worker(new Random(), TIME), WORKERS);
	}

	private static void print(Summary summary) {
		System.out.printf("%d jobs done, failure rate %.1f %%%n", summary.succeeded(), 100 * summary.failureRate());
	}

}
