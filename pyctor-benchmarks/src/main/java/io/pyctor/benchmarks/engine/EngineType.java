package io.pyctor.benchmarks.engine;

import java.util.Arrays;
import java.util.List;

/**
 * The engines there are.
 */
public enum EngineType {

	/** The engine of this project, with its defaults. */
	PYCTOR("pyctor", "pyctor", 17, true),

	/** Pekko with untyped actors and its defaults: what the others are compared with. */
	PEKKO_CLASSIC("pekko-classic", "Pekko classic", 17, true),

	/** Pekko with typed actors and its defaults. */
	PEKKO_TYPED("pekko-typed", "Pekko typed", 17, true),

	/** Vert.x: an event-loop context is an actor. */
	VERTX("vertx", "Vert.x context", 17, true),

	/** Fibry with its defaults. */
	FIBRY("fibry", "Fibry", 21, true),

	/** A virtual thread and a transfer queue for each actor. */
	VIRTUAL_THREADS("virtual-threads", "virtual threads", 21, true),

	/** Queue and pool, and nothing else. */
	FLOOR("floor", "floor", 17, true),

	/** Queue and a pool with one thread, and nothing else. */
	FLOOR_ONE("floor-one", "floor, one thread", 17, true),

	/** The engine of this project with one thread. */
	PYCTOR_ONE("pyctor-one", "pyctor, one thread", 17, false),

	/** Pekko with untyped actors and one thread. */
	PEKKO_CLASSIC_ONE("pekko-classic-one", "Pekko classic, one thread", 17, false),

	/** A virtual thread and a blocking queue with locks for each actor. */
	VIRTUAL_THREADS_LOCKING("virtual-threads-locking", "virtual threads, locking queue", 21, false);

	private final String id;

	private final String label;

	private final int javaVersion;

	private final boolean selected;

	EngineType(String id, String label, int javaVersion, boolean selected) {
		this.id = id;
		this.label = label;
		this.javaVersion = javaVersion;
		this.selected = selected;
	}

	/**
	 * Find an engine.
	 * @param id its name on the command line
	 * @return the engine
	 */
	public static EngineType of(String id) {
		for (EngineType type : values()) {
			if (type.id.equals(id)) {
				return type;
			}
		}
		throw new IllegalArgumentException("Unknown engine '" + id + "' (expected one of "
				+ Arrays.stream(values()).map(EngineType::id).toList() + ")");
	}

	/**
	 * Return the engines that run when none are named.
	 * @return those this JVM can run
	 */
	public static List<EngineType> selected() {
		return Arrays.stream(values()).filter((type) -> type.selected && type.isAvailable()).toList();
	}

	/**
	 * Return the name on the command line.
	 * @return the name
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return the name in the report.
	 * @return the name
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return whether this JVM can run the engine.
	 * @return whether it is new enough
	 */
	public boolean isAvailable() {
		return Runtime.version().feature() >= this.javaVersion;
	}

	/**
	 * Start the engine. No class of another engine is loaded.
	 * @return the engine
	 */
	public Engine start() {
		return switch (this) {
			case PYCTOR -> new PyctorEngine(Runtime.getRuntime().availableProcessors());
			case PYCTOR_ONE -> new PyctorEngine(1);
			case PEKKO_CLASSIC -> new PekkoClassicEngine("");
			case PEKKO_CLASSIC_ONE -> new PekkoClassicEngine(PekkoClassicEngine.ONE_THREAD);
			case PEKKO_TYPED -> new PekkoTypedEngine();
			case VERTX -> new VertxEngine();
			case FIBRY -> new FibryEngine();
			case VIRTUAL_THREADS -> ThreadEngine.virtualWithTransferQueues();
			case VIRTUAL_THREADS_LOCKING -> ThreadEngine.virtualWithLockingQueues();
			case FLOOR -> new FloorEngine(Runtime.getRuntime().availableProcessors());
			case FLOOR_ONE -> new FloorEngine(1);
		};
	}

}
