package io.pyctor.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Value;

/**
 * Marks the parameter of a constructor that gets the key of a
 * {@linkplain ActorComponent#keyed() keyed} component's actor; or of the {@code @Bean}
 * method, if the component is made by one.
 *
 * <pre class="code">
 * &#64;ActorComponent(keyed = true)
 * class Cart {
 *
 * 	Cart(&#64;Key String id, PriceService prices) {
 * 		...
 * 	}
 *
 * }
 * </pre>
 *
 * A key is a {@link String}, or of a type that Spring's conversion service turns from a
 * string and back, such as {@code long}, {@link java.util.UUID} or an enum.
 */
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Value("#{" + ActorObjectScope.KEY + "}")
public @interface Key {

}
