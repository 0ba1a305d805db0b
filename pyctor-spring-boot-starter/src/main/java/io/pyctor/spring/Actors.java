package io.pyctor.spring;

import io.pyctor.ActorRef;

/**
 * Finds the actors of {@link ActorComponent components}: a bean to take as a parameter.
 * Safe for any thread, and at any time: what an actor is told before it has started waits
 * for it. In a context that has a parent, it finds its components first, then those of
 * the parent.
 * <p>
 * An actor of a {@linkplain ActorComponent#keyed() keyed} component is found here only:
 * there is no reference of it without a key. Who has one injected fails, and who asks for
 * one that need not be there, such as an {@code Optional<ActorRef>} or by
 * {@code ObjectProvider.getIfAvailable()}, gets none.
 *
 * <pre class="code">
 * int items = this.actors.of(Cart.class, "42").ask(new Add("tea", 2)).join();
 * </pre>
 */
public interface Actors {

	/**
	 * Return the actor of a component.
	 * @param component the class of the component, or a type that only one component has
	 * @return its reference, the one that is injected
	 * @throws IllegalArgumentException if there is no such component with an actor, or
	 * more than one
	 * @throws ActorComponentException if the component is keyed
	 */
	ActorRef of(Class<?> component);

	/**
	 * Return the actor of a key. The reference is small and safe to hold for ever; no
	 * actor is made before it is told something.
	 * @param component the class of a {@linkplain ActorComponent#keyed() keyed}
	 * component, or a type that only one of them has
	 * @param key the key: of the type of the {@link Key} parameter, or what Spring
	 * converts to that, such as its text
	 * @return its reference
	 * @throws IllegalArgumentException if there is no such component, or more than one,
	 * or if it cannot have the key
	 * @throws ActorComponentException if the component is not keyed
	 */
	ActorRef of(Class<?> component, Object key);

	/**
	 * Return the actor of a component.
	 * @param name the name of the component
	 * @return its reference, the one that is injected
	 * @throws IllegalArgumentException if there is no such component with an actor
	 * @throws ActorComponentException if the component is keyed
	 */
	ActorRef named(String name);

	/**
	 * Return the actor of a key.
	 * @param name the name of a keyed component
	 * @param key the key, as described at {@link #of(Class, Object)}
	 * @return its reference
	 * @throws IllegalArgumentException if there is no such component, or if it cannot
	 * have the key
	 * @throws ActorComponentException if the component is not keyed
	 */
	ActorRef named(String name, Object key);

	/**
	 * Return the way to tell an actor something once the current transaction is
	 * committed, when others can see what it wrote. If it is rolled back, be it to a
	 * savepoint that was set before, the message is dropped. The messages of one
	 * transaction are told in the order in which they would have been; one that is told
	 * when there is no transaction goes at once. So does a question, since who waits for
	 * its answer may keep the transaction from ending.
	 * <p>
	 * {@link ActorRef#tryTell} is true within a transaction: whether there is a place is
	 * seen after the commit. A sender is kept: an actor says
	 * {@code context.tell(actors.afterCommit(stock), message)}; one that answers by
	 * itself within a transaction says it of the sender. It is Spring's transaction of
	 * the current thread that counts, not a reactive one.
	 *
	 * <pre class="code">
	 * &#64;Transactional
	 * void place(Order order) {
	 * 	this.orders.save(order);
	 * 	this.actors.afterCommit(this.shipping).tell(new Ship(order.id()));
	 * }
	 * </pre>
	 * @param actor any actor
	 * @return a reference to the same actor
	 * @throws IllegalStateException if Spring's transactions (spring-tx) are not on the
	 * class path
	 * @see ActorComponent#tellAfterCommit()
	 */
	ActorRef afterCommit(ActorRef actor);

}
