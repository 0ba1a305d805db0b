package io.pyctor.supervision;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What happens when an actor fails: whether it goes on, is restarted or stops, how long
 * it waits before it goes on, how many failures are too many, and whether the message
 * that failed is tried again. Immutable: each method returns a new strategy.
 * <p>
 * While an actor waits, its messages wait, in their order.
 *
 * @param otherwise what becomes of the actor, unless the class of the failure says
 * otherwise
 * @param byType what becomes of it after a failure of a class or of its subclasses; the
 * most specific class counts
 * @param limit how many failures are too many; if not there, none are
 * @param backoff how long the actor waits before it goes on. The waits begin anew when it
 * has gone without a failure for as long as the longest one
 * @param retry whether the message that failed is tried again, before those that were
 * told later
 * @param oneForAll the name of the group of siblings that are restarted or stopped with
 * the actor, if there is one
 */
public record SupervisionStrategy(Directive otherwise, Map<Class<? extends Throwable>, Directive> byType,
		Optional<FailureLimit> limit, Backoff backoff, Retry retry, Optional<String> oneForAll) {

	private static final SupervisionStrategy RESUME = of(Directive.RESUME, Backoff.none());

	private static final SupervisionStrategy RESTART = of(Directive.RESTART,
			Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(30)));

	private static final SupervisionStrategy STOP = of(Directive.STOP, Backoff.none());

	/**
	 * Create a strategy.
	 */
	public SupervisionStrategy {
		byType = Map.copyOf(byType);
	}

	private static SupervisionStrategy of(Directive otherwise, Backoff backoff) {
		return new SupervisionStrategy(otherwise, Map.of(), Optional.empty(), backoff, Retry.never(), Optional.empty());
	}

	/**
	 * The same object goes on at once, however often it fails: the default.
	 * @return the strategy
	 */
	public static SupervisionStrategy resume() {
		return RESUME;
	}

	/**
	 * A fresh object takes the place of the one that failed, after a wait of a tenth of a
	 * second that doubles with each failure in a row, up to half a minute.
	 * @return the strategy
	 */
	public static SupervisionStrategy restart() {
		return RESTART;
	}

	/**
	 * The actor stops at its first failure.
	 * @return the strategy
	 */
	public static SupervisionStrategy stop() {
		return STOP;
	}

	/**
	 * Decide otherwise after a failure of a class or of its subclasses.
	 * @param type the class
	 * @param directive what becomes of the actor
	 * @return the strategy
	 */
	public SupervisionStrategy on(Class<? extends Throwable> type, Directive directive) {
		Map<Class<? extends Throwable>, Directive> byType = new HashMap<>(this.byType);
		byType.put(type, directive);
		return new SupervisionStrategy(this.otherwise, byType, this.limit, this.backoff, this.retry, this.oneForAll);
	}

	/**
	 * Let the actor stop when it fails too often.
	 * @param failures how many failures are too many
	 * @param within within which time
	 * @return the strategy
	 */
	public SupervisionStrategy limit(int failures, Duration within) {
		return new SupervisionStrategy(this.otherwise, this.byType, Optional.of(new FailureLimit(failures, within)),
				this.backoff, this.retry, this.oneForAll);
	}

	/**
	 * Let the actor wait before it goes on.
	 * @param backoff how long
	 * @return the strategy
	 */
	public SupervisionStrategy backoff(Backoff backoff) {
		return new SupervisionStrategy(this.otherwise, this.byType, this.limit, backoff, this.retry, this.oneForAll);
	}

	/**
	 * Try a message that failed again, before those that were told later. After a restart
	 * the fresh object gets it.
	 * @param times how often
	 * @param backoff how long each try waits, if that is longer than the actor waits
	 * @return the strategy
	 */
	public SupervisionStrategy retry(int times, Backoff backoff) {
		return new SupervisionStrategy(this.otherwise, this.byType, this.limit, this.backoff, new Retry(times, backoff),
				this.oneForAll);
	}

	/**
	 * Let siblings share their fate: when one of a group is restarted or stops after a
	 * failure, so are all others of the group, after their current message. A message
	 * whose stage they await has failed with it.
	 * @param group the name of the group; siblings whose strategies name the same one
	 * belong together, others do not
	 * @return the strategy
	 */
	public SupervisionStrategy oneForAll(String group) {
		return new SupervisionStrategy(this.otherwise, this.byType, this.limit, this.backoff, this.retry,
				Optional.of(group));
	}

	/**
	 * Decide what becomes of an actor.
	 * @param failure what it failed with
	 * @return the directive of the most specific class
	 */
	public Directive decide(Throwable failure) {
		for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
			Directive directive = this.byType.get(type);
			if (directive != null) {
				return directive;
			}
		}
		return this.otherwise;
	}

}
