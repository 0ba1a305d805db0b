package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a {@link Receive} method of an {@link ActorComponent} as a listener to the
 * application's events: those of the type of its message are told to the actor, in the
 * name of nobody.
 *
 * <pre class="code">
 * &#64;Receive
 * &#64;ActorListener
 * void on(OrderPlaced event) {
 * 	...
 * }
 * </pre>
 *
 * An actor of a keyed component is made by the first event with its {@link #key key}.
 * Children do not listen; who creates them may tell them.
 * <p>
 * Whoever publishes an event does not wait for the actor. Events that one thread
 * publishes arrive in that order, and each is a message like any other: told once to a
 * component, handled one at a time, by the handler with the most specific type. What is
 * published before the actor has started waits for it, what is published after its end is
 * a dead letter. Nobody need be told of an event that is published before all beans are
 * there, such as by a {@code @PostConstruct} method.
 * <p>
 * An event may be an object of any class, or an
 * {@link org.springframework.context.ApplicationEvent}. Type arguments count, where an
 * event says what its own are: through its class, or as a
 * {@link org.springframework.core.ResolvableTypeProvider}.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(KeyReflectiveProcessor.class)
public @interface ActorListener {

	/**
	 * Which actor of a {@linkplain ActorComponent#keyed() keyed} component is told, as an
	 * expression in Spring's expression language: {@code #event.orderId()} with the name
	 * of the parameter, or {@code #p0} for the first one. It is evaluated by whoever
	 * publishes the event. A component that is not keyed needs none.
	 * @return the expression
	 */
	String key() default "";

	/**
	 * Whether an event that is published in a transaction is told when that has been
	 * committed, and never if it is rolled back. Otherwise it is told at once, and the
	 * actor may handle it before others can see what the transaction has written.
	 * @return whether to tell it after the commit
	 */
	boolean afterCommit() default true;

}
