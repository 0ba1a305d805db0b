package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

import io.pyctor.DeadLetterReason;

/**
 * Marks a method of any bean, actors apart, that is called for dead letters: messages
 * that were not received, whoever told them.
 *
 * <pre class="code">
 * &#64;DeadLetterHandler(DeadLetterReason.FAILED)
 * void orderFailed(PlaceOrder order, DeadLetterEntry entry) {
 * 	...
 * }
 * </pre>
 *
 * <b>Which dead letters.</b> A method with a parameter of a message's type is called for
 * messages of that type, one without for all. Every method that fits is called, in the
 * order of {@link org.springframework.core.annotation.Order @Order} on the methods.
 * <p>
 * <b>What it may take.</b> The message, the {@link io.pyctor.DeadLetter}, what the
 * {@link io.pyctor.DeadLetterStore} knows of it as a {@link io.pyctor.DeadLetterEntry},
 * and the sender as an {@link io.pyctor.ActorRef}, in any order, each once. It returns
 * nothing.
 * <p>
 * <b>When and where.</b> Methods are called one after the other on a thread of their own,
 * in the order in which the dead letters were found, so they may block; nobody who tells
 * or handles messages waits for them. If they are behind, up to
 * {@code pyctor.dead-letters.handler-capacity} dead letters wait; further ones are not
 * given to them, and the log says how many. Those are in the store like all others.
 * <p>
 * <b>Failures.</b> What a method throws is logged. A dead letter that it makes itself on
 * its thread is given to nobody. Whoever redelivers should look at
 * {@link io.pyctor.DeadLetterEntry#attempts()}, lest a message comes back for ever.
 * <p>
 * <b>At the end</b> of the application methods are called for what was left in mailboxes,
 * with the reason {@link DeadLetterReason#SHUTDOWN}, while all beans are still there:
 * after the actors and {@link Sequential} calls have ended, for no longer than
 * {@code pyctor.shutdown-timeout}.
 * <p>
 * The method is called on the bean, through its proxies. It may be inherited, but neither
 * private nor static. All of it is checked when the context starts.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface DeadLetterHandler {

	/**
	 * The reasons of the dead letters for which it is called.
	 * @return the reasons, none for all
	 */
	@AliasFor("reasons")
	DeadLetterReason[] value() default {};

	/**
	 * The reasons of the dead letters for which it is called.
	 * @return the reasons, none for all
	 */
	@AliasFor("value")
	DeadLetterReason[] reasons() default {};

}
