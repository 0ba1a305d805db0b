package io.pyctor;

/**
 * One actor for each key of a type: there is never more than one for a key, whoever asks
 * for it and however many at once. Made by {@link ActorSystem#keyed}. Safe for any
 * thread.
 *
 * <pre class="code">
 * KeyedActors carts = system.keyed("cart", Cart.class, Cart::new,
 * 		KeyedOptions.defaults().idleTimeout(Duration.ofMinutes(10)));
 * carts.of("42").tell(new Add("tea", 2));
 * </pre>
 *
 * <b>Activation.</b> The actor of a key is made when its first message comes, in its own
 * first turn: {@link KeyedActorFactory#create} and {@code started()} hold up nobody else.
 * If one of them fails, whoever asked gets that exception at once, what waited becomes
 * dead letters, and the next message tries anew.
 * <p>
 * <b>Passivation.</b> An actor that is told nothing for the
 * {@linkplain KeyedOptions#idleTimeout idle timeout}, or has to go for the
 * {@linkplain KeyedOptions#maxActive bound}, ends with the reason
 * {@link TerminationReason#PASSIVATED}. It is not passivated while it handles a message,
 * has one waiting, or awaits a stage. What it schedules for itself does not keep it, and
 * ends with it. What is told while it ends waits, in order, and goes to a new actor of
 * the key, which begins when the old one has ended for good. No message is lost or
 * overtaken by that.
 * <p>
 * <b>Stopping.</b> {@link ActorSystem#stop} with a key's reference stops its actor, if
 * there is one. What is told after that makes a new one. Only when all actors of the type
 * are stopped, with {@link #parent()} or with the system, is it a dead letter.
 * <p>
 * <b>Watching.</b> Who watches a key's reference is told of the end of the actor that
 * there is, for whatever reason, and has to watch again for the next. One that waits for
 * its place is there. If there is none, the watcher is told so at once.
 */
public interface KeyedActors {

	/**
	 * Return the name of the actor of a key, whatever its type: the key, in which every
	 * character that no name can have, and the tilde, is written as {@code ~} and two
	 * hexadecimal digits for each byte of its UTF-8 form.
	 * @param key the key
	 * @return the name
	 * @throws IllegalArgumentException if it cannot be a key, being empty or such that
	 * the name has more than 255 characters
	 */
	static String nameOf(String key) {
		return KeyName.of(key);
	}

	/**
	 * Return the logical name of the type.
	 * @return the name, which is also that of the {@linkplain #parent() parent}
	 */
	String typeName();

	/**
	 * Return the reference of a key: small, safe to hold for ever, and the same actor
	 * whichever activation of it lives. Nothing is made before it is told something. Two
	 * references of a key are equal, and equal to what {@link ActorContext#self()}
	 * returns to its actor.
	 * @param key the key, which has a {@linkplain #nameOf name}
	 * @return the reference
	 * @throws IllegalArgumentException if it cannot be a key
	 */
	ActorRef of(String key);

	/**
	 * Return the parent of the actors, {@code /user/<typeName>}. To stop it stops all of
	 * them, for good.
	 * @return the parent
	 */
	ActorRef parent();

	/**
	 * Count the actors.
	 * @return what could be seen
	 */
	KeyedSnapshot snapshot();

}
