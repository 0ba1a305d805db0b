package io.pyctor.spring.handler;

import java.time.Duration;
import java.util.Optional;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringValueResolver;

import io.pyctor.Schedule;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.DurationAttribute;
import io.pyctor.spring.Every;
import io.pyctor.spring.MethodDescription;

/**
 * A method that is called again and again. Immutable.
 *
 * @param hook the method
 * @param schedule when it is called
 */
record RepeatedMethod(HookMethod hook, Schedule schedule) {

	static RepeatedMethod of(HandlerClass handlerClass, HookMethod hook, StringValueResolver placeholders) {
		Every every = AnnotatedElementUtils.findMergedAnnotation(hook.method(), Every.class);
		if (every == null) {
			throw new IllegalArgumentException(hook.method() + " is not annotated with @Every");
		}
		String subject = handlerClass.subject() + ", in its method '" + MethodDescription.of(hook.method()) + "',";
		Optional<Duration> period = new DurationAttribute(subject, "@Every", every.value()).read(placeholders);
		Optional<Duration> delay = new DurationAttribute(subject, "@Every(initialDelay)", every.initialDelay())
			.read(Duration.ZERO, placeholders);
		if (period.isEmpty()) {
			throw new ActorComponentException(subject + " has @Every without a period.",
					"Write one with its unit, such as @Every(\"30s\").");
		}
		Schedule schedule = Schedule.after(delay.orElse(period.get())).thenEvery(period.get());
		return new RepeatedMethod(hook, every.fixedRate() ? schedule.atFixedRate() : schedule);
	}

}
