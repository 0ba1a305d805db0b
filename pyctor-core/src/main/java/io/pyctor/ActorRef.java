package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The only handle to an actor. A reference is immutable, usable from any thread at once,
 * and safe to hold for ever: it never keeps a dead actor's object alive. Messages to a
 * dead actor become dead letters.
 * <p>
 * Two references are equal only if they mean the same incarnation: an actor that is
 * created anew under the name of a dead one is another actor.
 * <p>
 * Messages from one sender to one receiver arrive in the order in which they were told. A
 * message told from a thread outside actors counts as sent by that thread. What the
 * teller wrote before {@code tell} is visible to the receiver.
 * <p>
 * Inside an actor, use the methods of {@link Actor} or {@link ActorContext}, which name
 * the actor as the sender; the methods here send in the name of {@code nobody}.
 */
public interface ActorRef {

	/**
	 * Return the name, unique among living siblings.
	 * @return the name
	 */
	String name();

	/**
	 * Return the address: system, path from the root and incarnation.
	 * @return the path
	 */
	ActorPath path();

	/**
	 * Tell the actor something, in the name of nobody. Never blocks.
	 * @param message the message, best an immutable one such as a record
	 */
	void tell(Object message);

	/**
	 * Tell the actor something in the name of a sender, who gets the answer and, should
	 * the message not be received, a {@link DeadLetter}. Never blocks.
	 * @param message the message, best an immutable one such as a record
	 * @param sender the sender
	 */
	void tell(Object message, ActorRef sender);

	/**
	 * Tell the actor something, in the name of nobody, if it accepts it. Never blocks.
	 * @param message the message, best an immutable one such as a record
	 * @return whether it was accepted, see {@link #tryTell(Object, ActorRef)}
	 */
	default boolean tryTell(Object message) {
		tell(message);
		return true;
	}

	/**
	 * Tell the actor something if it accepts it. Never blocks.
	 * <p>
	 * False means that nothing has happened: the mailbox is full and {@linkplain Overflow
	 * rejects} what finds no place, too much waits in the
	 * {@linkplain ActorSystemBuilder#queueLimit whole system}, or the actor has stopped.
	 * The message is no dead letter then, and still the caller's to keep or to tell
	 * later. What was accepted is handled or becomes a dead letter, like everything that
	 * is told; with another {@link Overflow} that is true of every message to a living
	 * actor.
	 * @param message the message, best an immutable one such as a record
	 * @param sender the sender
	 * @return whether it was accepted; always true for a reference of a foreign kind that
	 * cannot tell
	 */
	default boolean tryTell(Object message, ActorRef sender) {
		tell(message, sender);
		return true;
	}

	/**
	 * Ask the actor and wait no longer than the system's default timeout.
	 * @param message the question
	 * @param <R> the type of the answer
	 * @return the answer, as described at {@link #ask(Ask, Duration)}
	 */
	<R> CompletableFuture<R> ask(Ask<R> message);

	/**
	 * Ask the actor. The first thing the actor tells the sender of the question is the
	 * answer.
	 * <p>
	 * {@link Done} completes the future with null, unless the question asks for it: that
	 * is how an {@code Ask<Void>} is answered.
	 * <p>
	 * The future completes exceptionally, at once, with the exception that the actor
	 * threw while it handled the question, with an {@link ActorStoppedException} when the
	 * actor is dead, or with a {@link MailboxFullException} when its mailbox is full; and
	 * with an {@link AskTimeoutException} when nothing came in time. It completes on the
	 * thread of whoever answered: give a long continuation an executor of its own.
	 * @param message the question
	 * @param timeout how long to wait, positive
	 * @param <R> the type of the answer
	 * @return the answer
	 */
	<R> CompletableFuture<R> ask(Ask<R> message, Duration timeout);

	/**
	 * Ask with a question that does not say which type answers it.
	 * @param message the question
	 * @param answerType the type of the answer; any other answer completes the future
	 * with a {@link ClassCastException} that names both types
	 * @param timeout how long to wait, positive
	 * @param <R> the type of the answer
	 * @return the answer, as described at {@link #ask(Ask, Duration)}
	 */
	<R> CompletableFuture<R> ask(Object message, Class<R> answerType, Duration timeout);

	/**
	 * Return whether this is the sender of a question, which waits for one answer. To
	 * such a one {@link Done} says that there is nothing to say, which would only disturb
	 * an actor.
	 * @return whether it waits for an answer
	 */
	default boolean isAsking() {
		return false;
	}

	/**
	 * Return the way to tell and ask the same actor something that it handles in a
	 * context: for those who pass on what belongs to the thread of the caller. It is used
	 * for a message or two and thrown away.
	 * @param context is entered before the message is handled and left afterwards, and
	 * likewise for what is done with the stages that the actor then awaits
	 * @return a reference to the same actor; a reference of a foreign kind that knows no
	 * contexts returns itself
	 */
	default ActorRef within(MessageContext context) {
		return this;
	}

	/**
	 * Return the reference that this one stands for: itself, unless it forwards to
	 * another one. The engine asks for it before it stops or watches an actor. What
	 * stands for an actor equals the actor's own reference and has the hash code of its
	 * name, as long as it stands for it.
	 * @return the actor's own reference
	 */
	default ActorRef resolve() {
		return this;
	}

}
