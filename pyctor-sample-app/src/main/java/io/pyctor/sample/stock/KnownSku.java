package io.pyctor.sample.stock;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * The catalogue must have the SKU.
 */
@Documented
@Constraint(validatedBy = KnownSkuValidator.class)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface KnownSku {

	String message() default "is not in the catalogue";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
