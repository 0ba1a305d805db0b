package io.pyctor.benchmarks.meters;

import java.util.Arrays;

import io.pyctor.Ask;

/**
 * What an application does in a turn, over and over.
 */
enum Load {

	/** One actor tells another half a million messages at once. */
	COUNTING("counting", "producer", new LoadApplication.Produce(500_000), 500_000),

	/** Two actors pass a ball to and fro. */
	PING_PONG("ping-pong", "ping", new LoadApplication.Play(200_000), 200_000);

	private final String label;

	private final String actor;

	private final Ask<Integer> work;

	private final int operations;

	Load(String label, String actor, Ask<Integer> work, int operations) {
		this.label = label;
		this.actor = actor;
		this.work = work;
		this.operations = operations;
	}

	static Load of(String label) {
		return Arrays.stream(values()).filter((load) -> load.label.equals(label)).findFirst().orElseThrow();
	}

	String label() {
		return this.label;
	}

	/** The name of the actor that is asked to do it. */
	String actor() {
		return this.actor;
	}

	/** The question; its answer is the number of operations. */
	Ask<Integer> work() {
		return this.work;
	}

	int operations() {
		return this.operations;
	}

}
