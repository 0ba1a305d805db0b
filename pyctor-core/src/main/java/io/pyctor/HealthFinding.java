package io.pyctor;

import java.time.Duration;
import java.util.Optional;

/**
 * Something about actors that has reached one of the {@link HealthLimits}, and since then
 * was not well below it for {@link HealthLimits#recoverAfter()}: so it tells how it was
 * when it was seen last. It holds no message.
 */
public sealed interface HealthFinding {

	/**
	 * Return the actor it is about; of restarts and ends, the one that was restarted or
	 * has ended last.
	 * @return the actor, which may have ended since
	 */
	ActorRef actor();

	/**
	 * Return the name of the actor's class.
	 * @return the name of the class
	 */
	String type();

	/**
	 * Return how many times the limit it is.
	 * @return a number, by which the worst comes first
	 */
	double excess();

	/**
	 * An actor does not get on with a message, or with what it awaits because of it.
	 *
	 * @param actor the actor
	 * @param type the name of its class
	 * @param state {@link ActorState#BUSY} or {@link ActorState#AWAITING}
	 * @param messageType the name of the message's class, where it is known;
	 * {@code started()} if it is no message
	 * @param lasting for how long at least
	 * @param limit how long that may be
	 */
	record Stuck(ActorRef actor, String type, ActorState state, Optional<String> messageType, Duration lasting,
			Duration limit) implements HealthFinding {

		@Override
		public double excess() {
			return ratio(this.lasting, this.limit);
		}

	}

	/**
	 * A message waits for long.
	 *
	 * @param actor the actor that it waits for
	 * @param type the name of its class
	 * @param waiting how many messages wait for it
	 * @param age how long the oldest has waited at least
	 * @param limit how long that may be
	 */
	record Late(ActorRef actor, String type, long waiting, Duration age, Duration limit) implements HealthFinding {

		@Override
		public double excess() {
			return ratio(this.age, this.limit);
		}

	}

	/**
	 * A bounded mailbox has hardly any place.
	 *
	 * @param actor the actor
	 * @param type the name of its class
	 * @param waiting how many messages wait for it
	 * @param capacity how many may
	 * @param limit which part of them may
	 */
	record Saturated(ActorRef actor, String type, long waiting, int capacity, double limit) implements HealthFinding {

		@Override
		public double excess() {
			return this.waiting / (this.capacity * this.limit);
		}

	}

	/**
	 * The actors of a class are restarted with fresh objects again and again. Where a
	 * worker of a pool or the actor of a key ends by a failure, the fresh one in its
	 * place counts, too.
	 *
	 * @param actor the one that was restarted last
	 * @param type the name of the class
	 * @param restarts how often they were
	 * @param within in which time
	 * @param limit how often they may be in that time
	 */
	record Restarting(ActorRef actor, String type, long restarts, Duration within, int limit) implements HealthFinding {

		@Override
		public double excess() {
			return this.restarts / (double) this.limit;
		}

	}

	/**
	 * Actors of a class have ended by a failure: since they failed too often, or at once,
	 * as their supervision says. There is no limit for it; who looks for no restarts does
	 * not look for it, either.
	 *
	 * @param actor the one that has ended last
	 * @param type the name of the class
	 * @param ends how many have
	 * @param within in which time
	 */
	record Failed(ActorRef actor, String type, long ends, Duration within) implements HealthFinding {

		@Override
		public double excess() {
			return this.ends;
		}

	}

	/**
	 * More and more messages wait in a mailbox without a capacity.
	 *
	 * @param actor the actor
	 * @param type the name of its class
	 * @param waiting how many wait
	 * @param growthPerSecond how many there were more in each second
	 * @param processedPerSecond how many it processed in each second
	 * @param limit how many may wait while they get more
	 */
	record Growing(ActorRef actor, String type, long waiting, long growthPerSecond, long processedPerSecond,
			long limit) implements HealthFinding {

		@Override
		public double excess() {
			return this.waiting / (double) this.limit;
		}

	}

	private static double ratio(Duration value, Duration limit) {
		return Timers.nanos(value) / (double) Timers.nanos(limit);
	}

}
