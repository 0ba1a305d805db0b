package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link ActorComponent} with handler methods that is called after
 * the last message and after all children have stopped. It may take the
 * {@link io.pyctor.ActorContext} and the {@link io.pyctor.TerminationReason}. What it
 * throws is logged. It is not called for an actor that never started.
 * <p>
 * {@code @PreDestroy} comes later, for an object whose actor has ended or never started.
 * Superclasses' methods are called first.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Stopped {

}
