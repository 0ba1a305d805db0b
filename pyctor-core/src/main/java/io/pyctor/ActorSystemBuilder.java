package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the settings of an {@link ActorSystem}. Not thread-safe; a builder may build
 * more than one system.
 */
public final class ActorSystemBuilder {

	private static final Logger logger = LoggerFactory.getLogger(ActorSystem.class);

	private final String name;

	private int parallelism = Math.max(2, Runtime.getRuntime().availableProcessors());

	private int throughput = 256;

	private Duration batchTime = Duration.ofNanos(200_000);

	private boolean virtualThreads = true;

	private Duration askTimeout = Duration.ofSeconds(5);

	private Duration shutdownTimeout = Duration.ofSeconds(20);

	private int failureLogLimit = 100;

	private int deadLetterLogLimit = 10;

	private DeadLetterOptions deadLetters = DeadLetterOptions.defaults();

	private Supplier<Optional<String>> traceIds = Optional::empty;

	private final List<DeadLetterListener> deadLetterListeners = new ArrayList<>();

	private Consumer<Throwable> failureHandler = (ex) -> logger.error("An actor met a failure of the JVM", ex);

	private ActorFactoryResolver factories = ActorSystemBuilder::noFactory;

	private boolean expireAsks = true;

	private long queueLimit;

	private HealthLimits health = HealthLimits.defaults();

	private DoubleSupplier jitter = () -> ThreadLocalRandom.current().nextDouble();

	ActorSystemBuilder(String name) {
		this.name = ActorPath.checkName("system", name);
	}

	/**
	 * Set the number of threads for actors that compute. The default is the number of
	 * processors, and at least 2.
	 * @param parallelism at least 1
	 * @return this builder
	 */
	public ActorSystemBuilder parallelism(int parallelism) {
		this.parallelism = atLeast(1, parallelism, "parallelism");
		return this;
	}

	/**
	 * Set how many messages an actor may process before others get its thread. The
	 * default is 256.
	 * @param messages at least 1
	 * @return this builder
	 */
	public ActorSystemBuilder throughput(int messages) {
		this.throughput = atLeast(1, messages, "throughput");
		return this;
	}

	/**
	 * Set how long an actor may process messages before others get its thread. A message
	 * that takes longer is not interrupted, and the clock is looked at after every 32
	 * messages at the latest. The default is 200 microseconds.
	 * @param time a positive time
	 * @return this builder
	 */
	public ActorSystemBuilder batchTime(Duration time) {
		this.batchTime = positive(time, "batchTime");
		return this;
	}

	/**
	 * Set whether actors that block run on virtual threads where the JVM has them. The
	 * default is true.
	 * @param virtualThreads whether to use virtual threads
	 * @return this builder
	 */
	public ActorSystemBuilder virtualThreads(boolean virtualThreads) {
		this.virtualThreads = virtualThreads;
		return this;
	}

	/**
	 * Set how long a question waits for its answer when it does not say. The default is 5
	 * seconds.
	 * @param timeout a positive time
	 * @return this builder
	 */
	public ActorSystemBuilder askTimeout(Duration timeout) {
		this.askTimeout = positive(timeout, "askTimeout");
		return this;
	}

	/**
	 * Set how long {@link ActorSystem#close()} gives actors to come to their end. The
	 * default is 20 seconds.
	 * @param timeout a time that is not negative
	 * @return this builder
	 */
	public ActorSystemBuilder shutdownTimeout(Duration timeout) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException("'shutdownTimeout' must not be negative (was " + timeout + ")");
		}
		this.shutdownTimeout = timeout;
		return this;
	}

	/**
	 * Set how many failures of actors are logged in a minute, with their stacks, before
	 * the log only counts them: so many at messages and, so that a flood of those hides
	 * nothing, so many others, such as in {@code started()}. The default is 100.
	 * @param perMinute at least 0
	 * @return this builder
	 */
	public ActorSystemBuilder failureLogLimit(int perMinute) {
		this.failureLogLimit = atLeast(0, perMinute, "failureLogLimit");
		return this;
	}

	/**
	 * Set how many dead letters are logged in a minute before the log only counts them.
	 * The default is 10; 0 logs none.
	 * @param perMinute at least 0
	 * @return this builder
	 */
	public ActorSystemBuilder deadLetterLogLimit(int perMinute) {
		this.deadLetterLogLimit = atLeast(0, perMinute, "deadLetterLogLimit");
		return this;
	}

	/**
	 * Set what is kept of dead letters, for {@link ActorSystem#deadLetterStore()}.
	 * @param options what is kept
	 * @return this builder
	 */
	public ActorSystemBuilder deadLetters(DeadLetterOptions options) {
		this.deadLetters = Objects.requireNonNull(options, "'options' must not be null");
		return this;
	}

	/**
	 * Set where the id of the trace comes from that goes on in a thread, for a dead
	 * letter that is found by the thread that told it, in no {@link MessageContext}. By
	 * default there is none.
	 * @param current returns the id of the current thread's trace; must be quick
	 * @return this builder
	 */
	public ActorSystemBuilder traceIds(Supplier<Optional<String>> current) {
		this.traceIds = Objects.requireNonNull(current, "'current' must not be null");
		return this;
	}

	/**
	 * Add a listener that is told of every dead letter from the start.
	 * @param listener the listener
	 * @return this builder
	 */
	public ActorSystemBuilder deadLetterListener(DeadLetterListener listener) {
		this.deadLetterListeners.add(listener);
		return this;
	}

	/**
	 * Set who is told of failures of the JVM, such as an {@link OutOfMemoryError}, that
	 * an actor met. The default logs them. The engine itself never ends the JVM.
	 * @param handler is called on the thread that met the failure
	 * @return this builder
	 */
	public ActorSystemBuilder failureHandler(Consumer<Throwable> handler) {
		this.failureHandler = handler;
		return this;
	}

	/**
	 * Set who knows how the objects of a class become actors, for
	 * {@link ActorContext#create(Class, String, Object...)}. By default nobody does.
	 * @param factories the resolver
	 * @return this builder
	 */
	public ActorSystemBuilder factories(ActorFactoryResolver factories) {
		this.factories = factories;
		return this;
	}

	/**
	 * Set whether a question is skipped whose future is done already, by its timeout or
	 * by whoever asked, when its turn comes. It then becomes a dead letter with the
	 * reason {@link DeadLetterReason#EXPIRED}. So an actor that is behind spends no time
	 * on what nobody waits for. A question that another actor passed on is not skipped.
	 * The default is true; set it to false if questions are also orders that have to be
	 * carried out when nobody waits for the answer.
	 * @param expire whether to skip them
	 * @return this builder
	 */
	public ActorSystemBuilder expireAsks(boolean expire) {
		this.expireAsks = expire;
		return this;
	}

	/**
	 * Set how many messages may wait in all mailboxes together, and for workers of pools
	 * and actors of keys, as a last line of defence of the memory. From there on, until a
	 * tenth of the limit is free, actors accept nothing from outside: questions fail at
	 * once with an {@link OverloadException}, other messages of nobody become dead
	 * letters with the reason {@link DeadLetterReason#OVERLOAD}. What one actor tells
	 * another in its own name is accepted, so that work that was taken on can be
	 * finished.
	 * <p>
	 * The limit is looked at once in a millisecond, and so is passed by what is told in
	 * that time. With a limit every actor pays what one with a bounded mailbox pays, see
	 * {@link MailboxOptions}; without, which is the default, none pays anything.
	 * @param messages how many, at least 1
	 * @return this builder
	 */
	public ActorSystemBuilder queueLimit(long messages) {
		if (messages < 1) {
			throw new IllegalArgumentException("'queueLimit' must be at least 1 (was " + messages + ")");
		}
		this.queueLimit = messages;
		return this;
	}

	/**
	 * Set where the numbers come from that shorten waits after failures by chance. The
	 * default is a random generator for each thread; a test may want to know them.
	 * @param jitter returns numbers from 0 up to but not including 1, on any thread
	 * @return this builder
	 * @see io.pyctor.supervision.Backoff
	 */
	public ActorSystemBuilder jitter(DoubleSupplier jitter) {
		this.jitter = jitter;
		return this;
	}

	/**
	 * Set from where on something about actors is worth an operator's attention: an actor
	 * that is stuck, a message that waits for long, a mailbox that is full or grows, and
	 * restarts without end. The system looks for it now and then on a thread of its own,
	 * {@linkplain ActorSystem#health() tells} what it has found, and warns in the log of
	 * actors that are stuck, with their stack, and of mailboxes that grow. Messages and
	 * actors that rest pay nothing for it.
	 * @param limits the limits; {@link HealthLimits#defaults()} unless set
	 * @return this builder
	 */
	public ActorSystemBuilder health(HealthLimits limits) {
		this.health = Objects.requireNonNull(limits, "'limits' must not be null");
		return this;
	}

	private static ActorFactory noFactory(Class<?> type, Object... arguments) {
		throw new IllegalStateException("This actor system does not know how to make an actor of " + type.getName()
				+ "; pass a supplier such as " + type.getSimpleName()
				+ "::new, or build the system with factories(..)");
	}

	/**
	 * Build the system.
	 * @return a new system
	 */
	public ActorSystem build() {
		return new DefaultActorSystem(new SystemSettings(this.name, this.parallelism, this.throughput,
				this.batchTime.toNanos(), this.virtualThreads, this.askTimeout, this.shutdownTimeout,
				this.failureLogLimit, this.deadLetterLogLimit, this.deadLetters, this.traceIds,
				List.copyOf(this.deadLetterListeners), this.failureHandler, this.factories, this.expireAsks,
				this.queueLimit, this.jitter, this.health));
	}

	private static int atLeast(int minimum, int value, String name) {
		if (value < minimum) {
			throw new IllegalArgumentException("'" + name + "' must be at least " + minimum + " (was " + value + ")");
		}
		return value;
	}

	private static Duration positive(Duration value, String name) {
		if (value.isZero() || value.isNegative()) {
			throw new IllegalArgumentException("'" + name + "' must be positive (was " + value + ")");
		}
		return value;
	}

}
