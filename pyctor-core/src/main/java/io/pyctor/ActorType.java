package io.pyctor;

import java.util.concurrent.atomic.LongAdder;

import io.pyctor.dispatch.Dispatcher;
import io.pyctor.supervision.SupervisionStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What the actors of one class with the same options have in common: one object for all
 * of them, so that each cell holds one reference in place of many.
 */
final class ActorType {

	final DefaultActorSystem system;

	final Dispatcher dispatcher;

	final int throughput;

	final long batchNanos;

	final Class<?> actorClass;

	final ActorOptions options;

	/** Whether they wait, count or try again after a failure, and so remember it. */
	final boolean recovers;

	private final boolean pool;

	private final String className;

	private final String shortName;

	private final LongAdder freshObjects = new LongAdder();

	private final LongAdder failedEnds = new LongAdder();

	/** A dead cell holds nothing. */
	private volatile @Nullable ActorCell lastRestarted;

	private volatile @Nullable ActorCell lastFailed;

	/** What dead cells had counted. */
	private final LongAdder processed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder restarted = new LongAdder();

	ActorType(DefaultActorSystem system, Dispatcher dispatcher, Class<?> actorClass, ActorOptions options) {
		this.system = system;
		this.dispatcher = dispatcher;
		this.throughput = system.settings().throughput();
		this.batchNanos = system.settings().batchNanos();
		this.actorClass = actorClass;
		this.options = options;
		this.recovers = options.supervision() != SupervisionStrategy.resume();
		this.pool = options.isPool();
		this.className = withoutProxySuffix(
				(actorClass != DefaultActorSystem.Root.class) ? actorClass.getName() : ActorSystem.class.getName());
		this.shortName = shortName(this.className);
	}

	/** A proxy made at run time counts as the class it was made of. */
	private static String withoutProxySuffix(String name) {
		int suffix = name.indexOf("$$");
		return (suffix > 0) ? name.substring(0, suffix) : name;
	}

	private static String shortName(String className) {
		String name = className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
		// An anonymous or local class has a number in front, or nothing else.
		String letters = name.replaceFirst("^[0-9]+", "").replaceAll("[^A-Za-z0-9_]", "_");
		return letters.isEmpty() ? "Actor" : letters;
	}

	/**
	 * Only a cell whose options ask for more than a plain one is one of another class.
	 */
	ActorCell newCell(@Nullable ActorCell parent, @Nullable String givenName, long number, Actor actor,
			@Nullable ActorFactory factory) {
		MailboxOptions mailbox = this.options.mailbox();
		if (mailbox.isPlain() && (parent == null || this.system.queueLimit() == null)) {
			return new ActorCell(this, parent, givenName, number, actor, factory);
		}
		return mailbox.line()
			.<ActorCell>map((line) -> new LineCell(this, parent, givenName, number, actor, factory, line))
			.orElseGet(() -> new CountedCell(this, parent, givenName, number, actor, factory));
	}

	/** Whether they are pools, of workers of the class. */
	boolean isPool() {
		return this.pool;
	}

	/** The name of the class. */
	String className() {
		return this.className;
	}

	/** The class's own name, for the default names of its actors. */
	String shortName() {
		return this.shortName;
	}

	/** An actor gets a fresh object in place of one that failed. */
	void restarting(ActorCell cell) {
		this.lastRestarted = cell;
		this.freshObjects.increment();
	}

	/** How often actors were to get a fresh object. */
	long freshObjects() {
		return this.freshObjects.sum();
	}

	/** The one that was to get one last. */
	@Nullable ActorCell lastRestarted() {
		return this.lastRestarted;
	}

	/** An actor has ended by a failure. */
	void endedByFailure(ActorCell cell) {
		this.lastFailed = cell;
		this.failedEnds.increment();
		if (cell.isReplaced()) {
			// For whoever looks from outside that is a fresh object, too.
			restarting(cell);
		}
	}

	/** How many actors have ended by a failure. */
	long failedEnds() {
		return this.failedEnds.sum();
	}

	/** The one that has last. */
	@Nullable ActorCell lastFailed() {
		return this.lastFailed;
	}

	/** Cells have ended: keep what they had counted. */
	void retireProcessed(long processed) {
		this.processed.add(processed);
	}

	/** A cell that has failed has ended: keep how often. */
	void retireFailed(long failed, long restarted) {
		this.failed.add(failed);
		this.restarted.add(restarted);
	}

	long retiredProcessed() {
		return this.processed.sum();
	}

	long retiredFailed() {
		return this.failed.sum();
	}

	long retiredRestarted() {
		return this.restarted.sum();
	}

}
