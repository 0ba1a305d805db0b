package io.pyctor.benchmarks.fairness;

import java.util.function.Supplier;

import io.pyctor.benchmarks.engine.Engine;
import io.pyctor.benchmarks.engine.EngineType;
import io.pyctor.benchmarks.engine.ThreadEngine;

/**
 * An engine, or the bare threads that show what the operating system contributes.
 *
 * @param label its name in the table
 * @param starter starts it
 */
record Contender(String label, Supplier<Engine> starter) {

	static final String THREADS = "threads";

	static Contender of(String id) {
		if (id.equals(THREADS)) {
			return new Contender("bare threads", ThreadEngine::platform);
		}
		EngineType type = EngineType.of(id);
		return new Contender(type.label(), type::start);
	}

	Engine start() {
		return this.starter.get();
	}

}
