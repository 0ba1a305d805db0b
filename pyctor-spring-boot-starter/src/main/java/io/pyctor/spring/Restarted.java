package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link ActorComponent} with handler methods that is called after a
 * message failed, before the next one. It may take the error as a {@link Throwable}, the
 * message as an {@link Object}, its sender as an {@link io.pyctor.ActorRef} and the
 * {@link io.pyctor.ActorContext}. What it throws is logged. Superclasses' methods are
 * called first.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Restarted {

}
