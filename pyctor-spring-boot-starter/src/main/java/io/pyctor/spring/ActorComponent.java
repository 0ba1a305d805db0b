package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

import io.pyctor.MessagePriority;
import io.pyctor.Overflow;

/**
 * Marks a class as an actor component: the application's component scan finds it, its
 * constructor is injected, and one actor of it runs from the start of the context to its
 * end, under the name of the bean. The class has methods that are annotated with
 * {@link Receive}, or it is a subclass of {@link io.pyctor.Actor}.
 *
 * <pre class="code">
 * &#64;ActorComponent
 * class Stock {
 *
 * 	Stock(StockRepository repository, ActorRef payments) {
 * 		...
 * 	}
 *
 * 	&#64;Receive
 * 	int reserve(Reserve message) {
 * 		...
 * 	}
 *
 * }
 * </pre>
 *
 * Other beans get the actor as an {@link io.pyctor.ActorRef} by the component's name, as
 * a parameter {@code ActorRef stock}, or from {@link Actors} by its class. Nobody gets
 * the object itself: it belongs to the actor.
 * <p>
 * Attributes can be overridden by properties {@code pyctor.actors.<name>.<attribute>},
 * all but {@link #keyed()} and {@link #typeName()}, which say what the component is.
 * <p>
 * The bean is a prototype, made anew each time the actor is started, and is destroyed
 * ({@code @PreDestroy}, {@link AutoCloseable}) when the actor has ended.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
@Scope(BeanDefinition.SCOPE_PROTOTYPE)
public @interface ActorComponent {

	/**
	 * The name of the component and of its actor. By default it is made from the name of
	 * the class.
	 * @return the name
	 */
	@AliasFor(annotation = Component.class)
	String value() default "";

	/**
	 * Whether the actor blocks, such as on a database or on a remote service. It then
	 * runs on a thread of its own that holds up nobody else.
	 * @return whether the actor blocks
	 */
	boolean blocking() default false;

	/**
	 * How long a question to the actor waits for its answer when it does not say, such as
	 * {@code 30s}; a placeholder may stand for it. By default it is the system's
	 * {@code pyctor.ask-timeout}. It counts for references that are injected.
	 * @return the time
	 */
	String askTimeout() default "";

	/**
	 * How many messages may wait for the actor; 0, the default, is as many as come.
	 * @return the capacity of its mailbox
	 */
	int capacity() default 0;

	/**
	 * What happens to a message that finds no place, where there is a capacity.
	 * @return the policy
	 */
	Overflow overflow() default Overflow.REJECT;

	/**
	 * Whether the context of a caller goes to the actor with each message: who is logged
	 * in, the current observation, the MDC, and whatever else has a
	 * {@code ThreadLocalAccessor}. It is there while the message is handled, also where
	 * the actor goes on when a stage it awaits has completed, and gone afterwards; so
	 * {@code @PreAuthorize} and {@code @Observed} see the caller. It is captured where an
	 * injected reference, or that of {@link Actors}, is told or asked something; what the
	 * actor tells itself or is scheduled has none. Needs Micrometer's context-propagation
	 * on the class path, or a {@link CallerContext} of your own. The property
	 * {@code pyctor.propagate-context} switches it on for all components.
	 * @return whether the context is propagated
	 */
	boolean propagateContext() default false;

	/**
	 * Whether what an injected reference, or that of {@link Actors}, is told within a
	 * transaction waits for its commit, and is dropped when it is rolled back, see
	 * {@link Actors#afterCommit}. The property {@code pyctor.tell-after-commit} switches
	 * it on for all components.
	 * @return whether messages wait for the commit
	 */
	boolean tellAfterCommit() default false;

	/**
	 * How many instances handle the messages of the component, each with an object of its
	 * own; with more than one the actor is a pool. A message goes to the next instance
	 * that is free, or to the one that its {@link #instanceKey() key} says. An instance
	 * that ends is replaced. See {@link io.pyctor.ActorOptions#instances(int)}.
	 * @return how many
	 */
	int instances() default 1;

	/**
	 * Which instance handles a message, where there are many: an expression (SpEL) for a
	 * value of the message, such as {@code customerId}. Messages with equal values go to
	 * the same instance, in order; one without a value fails. The expression can read the
	 * message and call its methods, and nothing else.
	 * @return the expression; by default, any instance that is free gets a message
	 */
	String instanceKey() default "";

	/**
	 * Says which messages the actor handles first, by a class with a constructor without
	 * parameters. By default messages are handled in the order in which they come.
	 * @return the class of the priority
	 */
	Class<? extends MessagePriority> priority() default MessagePriority.class;

	/**
	 * Whether an actor of this component is started with the context. If not, the
	 * component is a template for the children that other actors
	 * {@linkplain io.pyctor.ActorContext#create(Class, String, Object...) create} by its
	 * class, and there is no reference to inject.
	 * @return whether an actor is started
	 */
	boolean start() default true;

	/**
	 * Whether there is one actor for each key, made when the key is told something, in
	 * place of one for all: never two for a key, and nothing is lost when an actor is
	 * passivated. Get one with {@link Actors#of(Class, Object)}; the constructor gets the
	 * key by a parameter with {@link Key}.
	 * @return whether there is one actor for each key
	 * @see io.pyctor.KeyedActors
	 */
	boolean keyed() default false;

	/**
	 * After which time without a message an actor of a keyed component is passivated,
	 * such as {@code 10m}; a placeholder may stand for it. By default, and with
	 * {@code 0s}, it is not.
	 * @return the time
	 */
	String idleTimeout() default "";

	/**
	 * How many actors of a keyed component should be active at once at most. For one
	 * more, the one that was used least recently is passivated. By default there is no
	 * bound.
	 * @return the number, at least 1, or 0 for no bound
	 * @see io.pyctor.KeyedOptions#maxActive(int)
	 */
	int maxActive() default 0;

	/**
	 * The logical name of the type of a keyed component, by which its actors are known:
	 * {@code /user/<typeName>/<key>}. It should not change when classes do. By default it
	 * is the name of the component.
	 * @return the name
	 */
	String typeName() default "";

	/**
	 * What happens when the actor fails. By default it goes on with the next message.
	 * @return the supervision
	 */
	Supervision supervision() default @Supervision;

}
