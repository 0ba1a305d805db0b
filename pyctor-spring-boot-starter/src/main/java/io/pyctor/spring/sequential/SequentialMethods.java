package io.pyctor.spring.sequential;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;

import io.pyctor.spring.DurationAttribute;
import io.pyctor.spring.KeyExpression;
import io.pyctor.spring.MethodDescription;
import io.pyctor.spring.Sequential;

/**
 * Knows the sequential methods of the classes of beans. Safe for any thread.
 */
final class SequentialMethods {

	/** Fits into nanoseconds. */
	private static final Duration LONGEST = Duration.ofDays(36500);

	private final SequentialCalls calls;

	private final StringValueResolver placeholders;

	private final Set<Class<?>> types = ConcurrentHashMap.newKeySet();

	private final Map<MethodClassKey, Optional<SequentialMethod>> methods = new ConcurrentHashMap<>();

	SequentialMethods(SequentialCalls calls, StringValueResolver placeholders) {
		this.calls = calls;
		this.placeholders = placeholders;
	}

	/**
	 * Get to know a class, so that its groups are there before the first call.
	 * @throws io.pyctor.spring.ActorComponentException if an attribute cannot be used
	 */
	void add(Class<?> type) {
		if (this.types.add(type)) {
			SequentialPointcut.find(type)
				.forEach((method, annotation) -> this.methods.put(new MethodClassKey(method, type),
						Optional.of(create(type, method, annotation))));
		}
	}

	CallServices services() {
		return this.calls.services();
	}

	/**
	 * Return a method.
	 * @param method the method that was called, perhaps that of an interface
	 * @param type the class of the object
	 */
	@Nullable SequentialMethod get(Method method, Class<?> type) {
		MethodClassKey called = new MethodClassKey(method, type);
		Optional<SequentialMethod> known = this.methods.get(called);
		return ((known != null) ? known : this.methods.computeIfAbsent(called, (key) -> find(method, type)))
			.orElse(null);
	}

	private Optional<SequentialMethod> find(Method method, Class<?> type) {
		Method specific = AopUtils.getMostSpecificMethod(method, type);
		return this.methods.getOrDefault(new MethodClassKey(specific, type), Optional.empty());
	}

	private SequentialMethod create(Class<?> type, Method method, Sequential annotation) {
		String subject = SequentialCheck.subject(type, method);
		SequentialSettings settings = this.calls.settings();
		Duration timeout = new DurationAttribute(subject, "@Sequential(timeout)", annotation.timeout())
			.read(this.placeholders)
			.orElse(settings.timeout());
		return new SequentialMethod(method, ClassUtils.getShortName(type) + "." + MethodDescription.of(method),
				group(type, method, annotation.group()), KeyExpression.parse(annotation.key(), method),
				(annotation.capacity() > 0) ? annotation.capacity() : settings.capacity(),
				(timeout.compareTo(LONGEST) < 0) ? timeout : LONGEST, CallStyles.of(method.getReturnType()));
	}

	private SequentialGroup group(Class<?> type, Method method, String name) {
		return name.isEmpty()
				? this.calls.groups()
					.get(new MethodClassKey(method, type), ClassUtils.getShortName(type) + "." + method.getName(),
							type.getName() + "." + MethodDescription.of(method))
				: this.calls.groups().get(name, name, name);
	}

}
