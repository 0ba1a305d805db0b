package io.pyctor.benchmarks;

import java.util.Arrays;

import io.pyctor.benchmarks.workload.AskRoundTrip;
import io.pyctor.benchmarks.workload.Big;
import io.pyctor.benchmarks.workload.Chameneos;
import io.pyctor.benchmarks.workload.Counting;
import io.pyctor.benchmarks.workload.CreateAndStop;
import io.pyctor.benchmarks.workload.ForkJoinCreate;
import io.pyctor.benchmarks.workload.ForkJoinThroughput;
import io.pyctor.benchmarks.workload.PingPong;
import io.pyctor.benchmarks.workload.Skynet;
import io.pyctor.benchmarks.workload.ThreadRing;

/**
 * The workloads there are, in the order of the report.
 */
enum WorkloadType {

	COUNTING("counting", Counting.class),

	PING_PONG("ping-pong", PingPong.class),

	THREAD_RING("thread-ring", ThreadRing.class),

	FORK_JOIN_THROUGHPUT("fork-join-throughput", ForkJoinThroughput.class),

	FORK_JOIN_CREATE("fork-join-create", ForkJoinCreate.class),

	CHAMENEOS("chameneos", Chameneos.class),

	BIG("big", Big.class),

	SKYNET("skynet", Skynet.class),

	ASK("ask", AskRoundTrip.class),

	CREATE_AND_STOP("create-stop", CreateAndStop.class),

	/** Not timed: {@link IdleFootprint}. */
	IDLE("idle", IdleFootprint.class);

	private final String id;

	private final Class<?> type;

	WorkloadType(String id, Class<?> type) {
		this.id = id;
		this.type = type;
	}

	static WorkloadType of(String id) {
		for (WorkloadType workload : values()) {
			if (workload.id.equals(id)) {
				return workload;
			}
		}
		throw new IllegalArgumentException("Unknown workload '" + id + "' (expected one of "
				+ Arrays.stream(values()).map(WorkloadType::id).toList() + ")");
	}

	String id() {
		return this.id;
	}

	/** What JMH finds the benchmark by. */
	String pattern() {
		return "^" + this.type.getName().replace(".", "\\.") + "\\.";
	}

}
