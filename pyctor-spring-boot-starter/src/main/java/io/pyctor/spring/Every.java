package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link ActorComponent} with handler methods that the actor calls
 * again and again, from its start to its end. Each call takes its place among the
 * messages, so it never runs beside a handler. It may take the
 * {@link io.pyctor.ActorContext}, and fails like a message.
 *
 * <pre class="code">
 * &#64;Every("${cart.flush:30s}")
 * void flush() {
 * 	...
 * }
 * </pre>
 *
 * Times are written with their unit, such as {@code 500ms}, {@code 30s}, {@code 1m30s} or
 * {@code PT30S}; placeholders may stand for them.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Every {

	/**
	 * The period, from the end of one call to the next.
	 * @return the period
	 */
	String value();

	/**
	 * Whether calls keep their raster however long one takes; those that were missed are
	 * left out.
	 * @return whether the rate is fixed
	 */
	boolean fixedRate() default false;

	/**
	 * How long the first call waits. By default, one period.
	 * @return the delay
	 */
	String initialDelay() default "";

}
