package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link ActorComponent} that is no {@link io.pyctor.Actor} as the
 * handler of the messages of one type.
 *
 * <pre class="code">
 * &#64;ActorComponent
 * class Cart {
 *
 * 	private int items;
 *
 * 	&#64;Receive
 * 	int add(Add message) {
 * 		return this.items += message.quantity();
 * 	}
 *
 * }
 * </pre>
 *
 * <b>Which messages.</b> The method gets the messages of its parameter's type. Where
 * several methods could take a message, the one with the most specific type gets it; a
 * class comes before an interface. Two interfaces of which neither extends the other are
 * a failure: of the start, where a sealed type shows it, else of the message. A parameter
 * of type {@link Object} takes what nobody else takes; without it, such a message is
 * {@linkplain io.pyctor.ActorContext#unhandled unhandled}. Of a generic type only the
 * class counts, since a message does not know its type arguments.
 * <p>
 * <b>What else it may take.</b> The sender as an {@link io.pyctor.ActorRef}, and the
 * {@link io.pyctor.ActorContext}, in any order.
 * <p>
 * <b>The answer.</b> What the method returns is told to the sender; if the message came
 * from outside actors and nobody asked, it is dropped. Null, or nothing to return, tells
 * an actor nothing and completes the future of whoever asked with null, so that an
 * {@code Ask<Void>} is answered when the method has returned. If such a method takes the
 * sender, it is the one to answer. A {@link java.util.concurrent.CompletionStage} and,
 * where Reactor is there, a {@code Mono} answers with its result. An exception is the
 * answer to whoever asked, and a failure of the message. {@link io.pyctor.Terminated} and
 * {@link io.pyctor.DeadLetter} are never answered.
 * <p>
 * <b>Aspects.</b> The method is called on the bean, through its proxies, so that
 * {@code @Transactional}, {@code @Validated}, {@code @PreAuthorize}, {@code @Observed}
 * and aspects of your own work; what they throw fails the message like everything else.
 * They end when the method returns: a transaction does not wait for a stage. What belongs
 * to the thread of the caller, such as who is logged in, is there for components with
 * {@link ActorComponent#propagateContext()}.
 * <p>
 * The method may be inherited, from an interface too, but neither private nor static. All
 * of it is checked when the context starts.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(KeyReflectiveProcessor.class)
public @interface Receive {

	/**
	 * Whether the mailbox waits for a {@link java.util.concurrent.CompletionStage} or
	 * {@code Mono} that the method returns, so that the next message finds the actor as
	 * if the method had taken that long. No thread is held. Otherwise the actor goes on,
	 * and the answer follows when it is there. Give a stage that is waited for a timeout
	 * of its own.
	 * @return whether the mailbox waits
	 */
	boolean await() default true;

}
