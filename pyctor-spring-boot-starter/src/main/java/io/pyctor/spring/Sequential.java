package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of any bean of which calls with the same key run one after the other, in
 * the order in which they were made, while calls with different keys run in parallel. A
 * key has state only while calls of it wait or run, so there may be millions.
 *
 * <pre class="code">
 * &#64;Sequential(key = "#order.customerId()")
 * public void place(Order order) {
 * 	...
 * }
 * </pre>
 *
 * <b>What the method returns</b> decides how it is called.
 * <ul>
 * <li>{@code void}: the caller goes on at once, and the method is called later on a
 * thread that may block (a virtual one where the JVM has them). What it throws goes to
 * the {@link SequentialExceptionHandler}.</li>
 * <li>{@link java.util.concurrent.CompletableFuture} or
 * {@link java.util.concurrent.CompletionStage}: the same, with an answer. The next call
 * of the key starts when the future that the method returned has completed. Whatever goes
 * wrong is in the future. One that is cancelled before its turn is not called.</li>
 * <li>{@code Mono}: the same, for each subscription.</li>
 * <li>Anything else: the caller waits for its turn, calls the method itself, on its own
 * thread, and has the value or the exception as if nothing were between.</li>
 * </ul>
 *
 * <b>Around it.</b> The turn is outermost: a transaction of the method starts when its
 * turn has come and has ended before the next one starts. A call that runs on another
 * thread is not part of the caller's transaction; what the caller's threads carry (trace,
 * security, MDC) comes along where {@code io.micrometer:context-propagation} is on the
 * class path and knows of it.
 * <p>
 * <b>Calls within calls.</b> A method that is called within a call of the same key and on
 * its thread, and returns a value, runs at once, as a part of it. One that returns
 * nothing or a future takes its place behind the call under way, which therefore must not
 * wait for that future. Calls that wait for each other's keys crosswise end at the
 * timeout.
 * <p>
 * <b>Limits.</b> A call that finds too many others is not made, see
 * {@link SequentialCallRejectedException}. When the application stops, calls that were
 * accepted are made, and later ones refused.
 * <p>
 * As with all annotations that work by proxies, a call of a method of the same object
 * (through {@code this}) is a call as ever.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(KeyReflectiveProcessor.class)
public @interface Sequential {

	/**
	 * The key of a call, as an expression in Spring's expression language:
	 * {@code #order.customerId()} with the name of a parameter, or {@code #p0} for the
	 * first one. Keys are the same if they are equal. A constant such as {@code 'all'}
	 * puts all calls in one order.
	 * @return the expression
	 */
	String key();

	/**
	 * The name of an order that several methods share, such as {@code customer} for
	 * placing and cancelling. By default, a method has one of its own. The meters are
	 * named by it.
	 * @return the name
	 */
	String group() default "";

	/**
	 * How many calls of one key may wait at most. By default it is
	 * {@code pyctor.sequential.capacity}.
	 * @return the number, or 0 for the default
	 */
	int capacity() default 0;

	/**
	 * How long a caller that needs a value waits for its turn at most, such as
	 * {@code 5s}; a placeholder may stand for it. By default it is
	 * {@code pyctor.sequential.timeout}.
	 * @return the time
	 */
	String timeout() default "";

}
