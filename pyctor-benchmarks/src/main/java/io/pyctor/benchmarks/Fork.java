package io.pyctor.benchmarks;

import java.io.IOException;

import io.pyctor.benchmarks.engine.EngineType;

/**
 * Runs one workload on one engine in one process of its own.
 */
interface Fork {

	/**
	 * Run it.
	 * @param workload the workload
	 * @param engine the engine
	 * @param measurements where the results go
	 * @throws IOException if it failed; the message is what the process had to say
	 */
	void run(WorkloadType workload, EngineType engine, Measurements measurements) throws IOException;

}
