package io.pyctor;

import org.jspecify.annotations.Nullable;

/**
 * What the cell of a pool calls: the pool's own part in its life. Operators see it as an
 * actor of its workers' class, whose messages are counted where they are handled.
 */
final class PoolActor extends Actor {

	private final PoolObjects objects;

	private final ActorOptions options;

	private final Class<?> type;

	/** There from the start on; operators look for it before. */
	private volatile @Nullable Pool pool;

	private volatile boolean toldToStopNow;

	PoolActor(PoolObjects objects, ActorOptions options) {
		this.objects = objects;
		this.options = options;
		this.type = objects.actorType();
	}

	Pool pool() {
		Pool pool = this.pool;
		if (pool == null) {
			throw new IllegalStateException(path() + " has not started");
		}
		return pool;
	}

	/** How many messages wait outside the mailbox. Any thread. */
	long waiting() {
		Pool pool = this.pool;
		return (pool != null) ? pool.waiting() : 0;
	}

	/** How many messages no longer do. Any thread. */
	long left() {
		Pool pool = this.pool;
		return (pool != null) ? pool.left() : 0;
	}

	/** No worker begins another message. Any thread. */
	void toldToStopNow() {
		this.toldToStopNow = true;
	}

	boolean isToldToStopNow() {
		return this.toldToStopNow;
	}

	void releaseRest() {
		this.objects.releaseRest();
	}

	@Override
	protected Class<?> actorType() {
		return this.type;
	}

	@Override
	protected void started() {
		Pool pool = new Pool(cell(), this, this.options, this.objects);
		this.pool = pool;
		pool.start(this.options.instances());
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		pool().accept(message, sender);
		// It is counted as processed where it is.
		CurrentMessage.giveBack(cell());
	}

	@Override
	protected void stopped() {
		pool().end();
	}

	private ActorCell cell() {
		return (ActorCell) self();
	}

}
