package io.pyctor.benchmarks.workload;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;

/**
 * A thread from outside asks an actor and waits for the answer, over and over.
 */
public class AskRoundTrip extends Workload {

	private Object actor = START;

	private int question;

	@Override
	void prepare() {
		this.actor = this.engine.spawnAnswering((question) -> (int) question + 1);
	}

	/**
	 * Ask once.
	 * @return the answer
	 * @throws Exception if there was none
	 */
	@Benchmark
	@BenchmarkMode(Mode.SampleTime)
	public long ask() throws Exception {
		int answer = (int) this.engine.ask(this.actor, this.question);
		this.question++;
		return Completion.check(this.question, answer);
	}

}
