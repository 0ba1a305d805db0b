package io.pyctor.benchmarks.workload;

import java.util.concurrent.TimeUnit;

import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.measure.MeasuringProcess;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all workloads share: one engine for the life of a process. One call of the
 * benchmark method is one complete run that checks its result; the score is the time of
 * one operation in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public abstract class Workload {

	/** Starts a workload's actors. */
	static final Object START = new Object();

	/** The name of the engine. */
	@Param("pyctor")
	public String engineName = "pyctor";

	/** The engine, set before a workload runs. */
	protected Engine engine;

	/**
	 * Start the engine.
	 */
	@Setup
	public void start() {
		MeasuringProcess.endWithParent();
		this.engine = EngineType.of(this.engineName).start();
		prepare();
	}

	/** Create what outlives one call of the benchmark method. */
	void prepare() {
	}

	/**
	 * Stop the engine.
	 */
	@TearDown
	public void stop() {
		this.engine.close();
	}

}
