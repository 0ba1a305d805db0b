package io.pyctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The dead letters of a system that nobody has dealt with yet: the latest of them, as
 * many as the {@linkplain DeadLetterOptions#capacity capacity} allows. Safe for any
 * thread; nobody who finds a dead letter ever waits for somebody who looks at them.
 * <p>
 * A dead letter leaves the store once: when it is redelivered, when it is discarded, or
 * when a later one displaces it. So of all that came in, those that are there and those
 * that {@linkplain #redelivered() were redelivered}, {@linkplain #discarded() discarded}
 * or {@linkplain #displaced() displaced} are the sum.
 * <p>
 * The messages themselves are kept of the {@linkplain DeadLetterOptions#keepMessages(int)
 * newest} only. What {@code PoisonPill}, {@code Terminated} and {@code DeadLetter} had to
 * say is never a dead letter.
 */
public interface DeadLetterStore {

	/**
	 * Return the dead letters.
	 * @return what could be seen, the newest first
	 */
	List<DeadLetterEntry> entries();

	/**
	 * Find a dead letter.
	 * @param id its number
	 * @return the dead letter, or nothing if it has left the store
	 */
	Optional<DeadLetterEntry> find(long id);

	/**
	 * Tell a message again. It goes to the actor that should have received it, or, if
	 * that has ended, to the one that now has its path: for a key to the key, for a
	 * worker to its pool. If nobody has, it is a dead letter again. It is handled in the
	 * {@linkplain ActorRef#within context} in which it was told first.
	 * <p>
	 * Its sender is the actor that had told it, if that is still alive, and else nobody.
	 * Who asked has learned then that there is no answer, and learns nothing more.
	 * <p>
	 * It counts as told once more, so each time it is told it is processed or becomes a
	 * dead letter, which then has one more {@linkplain DeadLetterEntry#attempts()
	 * attempt}.
	 * @param id the number of the dead letter
	 * @return whether it was told, which of all who try only one does; false if the dead
	 * letter has left the store, if its message was not kept or was for nobody, if the
	 * system is shutting down, or if the mailbox cannot take it, such as one whose
	 * {@link MessagePriority} throws an exception, which is logged then
	 */
	boolean redeliver(long id);

	/**
	 * Tell messages again, in the order in which they became dead letters, see
	 * {@link #redeliver}. Those that become dead letters meanwhile are not tried again.
	 * @param which those that are to be told
	 * @return how many were told
	 */
	int redeliverAll(Predicate<DeadLetterEntry> which);

	/**
	 * Forget a dead letter.
	 * @param id its number
	 * @return whether it was there, which of all who try only one learns
	 */
	boolean discard(long id);

	/**
	 * Forget dead letters, but none that comes in meanwhile.
	 * @param which those that are to be forgotten
	 * @return how many were forgotten
	 */
	int discardAll(Predicate<DeadLetterEntry> which);

	/**
	 * Return how many dead letters are kept at most.
	 * @return the capacity
	 */
	int capacity();

	/**
	 * Count the dead letters that are there.
	 * @return how many there are
	 */
	int size();

	/**
	 * Count the dead letters that had to go for later ones.
	 * @return how many there were since the start of the system
	 */
	long displaced();

	/**
	 * Count the dead letters that were redelivered.
	 * @return how many there were since the start of the system
	 */
	long redelivered();

	/**
	 * Count the dead letters that were discarded.
	 * @return how many there were since the start of the system
	 */
	long discarded();

}
