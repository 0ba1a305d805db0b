package io.pyctor;

import java.util.Objects;
import java.util.function.Function;

import io.pyctor.supervision.SupervisionStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one actor besides its name. Immutable: each method returns new options.
 */
public final class ActorOptions {

	private static final ActorOptions DEFAULTS = new ActorOptions(false, MailboxOptions.unbounded(), PoolOptions.NONE,
			SupervisionStrategy.resume());

	private static final ActorOptions BLOCKING = new ActorOptions(true, MailboxOptions.unbounded(), PoolOptions.NONE,
			SupervisionStrategy.resume());

	private final boolean blocking;

	private final MailboxOptions mailbox;

	private final PoolOptions pool;

	private final SupervisionStrategy supervision;

	private ActorOptions(boolean blocking, MailboxOptions mailbox, PoolOptions pool, SupervisionStrategy supervision) {
		this.blocking = blocking;
		this.mailbox = mailbox;
		this.pool = pool;
		this.supervision = supervision;
	}

	/**
	 * The options of an actor that computes.
	 * @return the options
	 */
	public static ActorOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Options like these for an actor that blocks, such as on a database or on a remote
	 * service: it runs on a virtual thread where the JVM has them, else on a thread of a
	 * pool that grows as needed, and holds up nobody else.
	 * @return the options
	 */
	public ActorOptions blocking() {
		return isDefault() ? BLOCKING : new ActorOptions(true, this.mailbox, this.pool, this.supervision);
	}

	/**
	 * Options like these for an actor whose messages wait in another way, such as
	 * {@code MailboxOptions.bounded(1000, Overflow.REJECT)}.
	 * @param mailbox how messages wait
	 * @return the options
	 */
	public ActorOptions mailbox(MailboxOptions mailbox) {
		return new ActorOptions(this.blocking, Objects.requireNonNull(mailbox, "'mailbox' must not be null"), this.pool,
				this.supervision);
	}

	/**
	 * Options like these for a pool: so many workers behind one reference, each with an
	 * object of its own, from the factory. A message goes to the next worker that is
	 * free, in the order of arrival, with its own sender; a worker is free when it has
	 * handled its message and awaits nothing. So a slow message holds up its worker only,
	 * and there is no order among the messages that different workers handle.
	 * <p>
	 * The workers are children of the actor that is created, which only hands out
	 * messages: {@code worker-1} and so on. A worker that ends is replaced; what it had
	 * not begun goes to another one. If new ones end before they have handled a message,
	 * the messages wait, and the pool tries again after a time that grows up to ten
	 * seconds. A pool that is stopped first has its workers handle what it was told
	 * before.
	 * @param instances how many workers, at least 1; with 1 there is a single actor and
	 * no pool
	 * @return the options
	 * @throws IllegalArgumentException if it is less than 1
	 */
	public ActorOptions instances(int instances) {
		return with(new PoolOptions(instances, null));
	}

	/**
	 * Options like these for a pool like that of {@link #instances(int)}, in which the
	 * key of a message says which worker handles it: messages with equal keys go to the
	 * same worker, in order. A message that waits for its worker holds up none for the
	 * others; so if the mailbox is bounded, as many messages again as it has places can
	 * wait for their workers.
	 * @param instances how many workers, at least 1; with 1 there is a single actor and
	 * no pool
	 * @param key returns the key of a message, from which its worker is found by
	 * {@code hashCode}. It must be fast and may not block. A message for which it returns
	 * null, or throws an exception, fails
	 * @return the options
	 * @throws IllegalArgumentException if there is less than one worker
	 */
	public ActorOptions instances(int instances, Function<Object, ? extends @Nullable Object> key) {
		Objects.requireNonNull(key, "'key' must not be null");
		return with(new PoolOptions(instances, (instances > 1) ? key : null));
	}

	private ActorOptions with(PoolOptions pool) {
		return new ActorOptions(this.blocking, this.mailbox, pool, this.supervision);
	}

	/**
	 * Options like these for an actor about whose failures somebody decided. By default
	 * it {@linkplain SupervisionStrategy#resume() resumes}.
	 * @param supervision what happens when the actor fails
	 * @return the options
	 */
	public ActorOptions supervision(SupervisionStrategy supervision) {
		return new ActorOptions(this.blocking, this.mailbox, this.pool,
				Objects.requireNonNull(supervision, "'supervision' must not be null"));
	}

	/**
	 * Return whether the actor blocks.
	 * @return whether it blocks
	 */
	public boolean isBlocking() {
		return this.blocking;
	}

	/**
	 * Return how messages wait for the actor.
	 * @return the options of its mailbox
	 */
	public MailboxOptions mailbox() {
		return this.mailbox;
	}

	/**
	 * Return how many actors there are behind the reference.
	 * @return 1, unless it is a pool
	 */
	public int instances() {
		return this.pool.instances();
	}

	/** What says which worker of a pool gets a message, if not any one will do. */
	@Nullable Function<Object, ? extends @Nullable Object> instanceKey() {
		return this.pool.key();
	}

	/**
	 * What is left for the pool itself: where messages wait, and not how they are
	 * handled.
	 */
	ActorOptions ofPool() {
		return new ActorOptions(false, this.mailbox, PoolOptions.POOL, SupervisionStrategy.resume());
	}

	/** What is left for one of its workers. */
	ActorOptions ofWorker() {
		return new ActorOptions(this.blocking, MailboxOptions.unbounded(), PoolOptions.NONE, this.supervision);
	}

	boolean isPool() {
		return this.pool == PoolOptions.POOL;
	}

	/**
	 * Return what happens when the actor fails.
	 * @return the strategy
	 */
	public SupervisionStrategy supervision() {
		return this.supervision;
	}

	/** Whether nothing was asked for. */
	boolean isDefault() {
		return this == DEFAULTS || equals(DEFAULTS);
	}

	@Override
	public boolean equals(Object other) {
		return other == this || (other instanceof ActorOptions options && options.blocking == this.blocking
				&& options.mailbox.equals(this.mailbox) && options.pool.equals(this.pool)
				&& options.supervision.equals(this.supervision));
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.blocking, this.mailbox, this.pool, this.supervision);
	}

	@Override
	public String toString() {
		return "ActorOptions[blocking=" + this.blocking + ", mailbox=" + this.mailbox
				+ ((instances() > 1) ? ", instances=" + instances() : "") + ", supervision=" + this.supervision + "]";
	}

}
