package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of an {@link ActorComponent} with handler methods that is called before
 * the first message. It may take the {@link io.pyctor.ActorContext}. If it throws, the
 * actor stops. If it returns a {@link java.util.concurrent.CompletionStage} or a
 * {@code Mono}, the first message waits for that.
 * <p>
 * {@code @PostConstruct} comes earlier, when there is an object but no actor yet.
 * Superclasses' methods are called first.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Started {

}
