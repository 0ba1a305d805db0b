package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link ActorComponent} with handler methods that deals with
 * messages that failed for good: it is called with each, on the bean that failed, and the
 * message is no dead letter, unless the method throws. It may take the error as a
 * {@link Throwable}, the message as an {@link Object}, its sender as an
 * {@link io.pyctor.ActorRef} and the {@link io.pyctor.ActorContext}. Whoever asked has
 * the exception as the answer by then. Superclasses' methods are called first.
 *
 * @see Supervision#retries()
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Failed {

}
