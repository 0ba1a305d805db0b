package io.pyctor.spring;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.pyctor.KeyedActors;

/**
 * The type of the keys of one component, and what one is as text: equal keys are one
 * text, by which the engine knows their actor. Safe for any thread.
 */
final class KeyType {

	private final String component;

	private final Class<?> type;

	private final ConversionService conversion;

	private KeyType(String component, Class<?> type, ConversionService conversion) {
		this.component = component;
		this.type = type;
		this.conversion = conversion;
	}

	/**
	 * Return the type of a component's keys.
	 * @param subject the start of a sentence about the component
	 * @throws ActorComponentException if no key can be of that type
	 */
	static KeyType of(String component, String subject, Class<?> parameterType, ConfigurableBeanFactory beanFactory) {
		ConversionService own = beanFactory.getConversionService();
		KeyType type = new KeyType(component, ClassUtils.resolvePrimitiveIfNecessary(parameterType),
				(own != null) ? own : DefaultConversionService.getSharedInstance());
		if (!type.isPossible()) {
			throw new ActorComponentException(
					subject + " has a @Key parameter of type " + parameterType.getName()
							+ ", which Spring cannot convert from a string and back.",
					"Use a String, a number, a UUID, an enum, or a class with a method 'valueOf(String)' or 'of(String)' "
							+ "and a 'toString()' that fits it.");
		}
		return type;
	}

	private boolean isPossible() {
		return this.type == String.class || (!this.type.isAssignableFrom(String.class) && !this.type.isArray()
				&& !Collection.class.isAssignableFrom(this.type) && !Map.class.isAssignableFrom(this.type)
				&& this.conversion.canConvert(String.class, this.type)
				&& this.conversion.canConvert(this.type, String.class) && hasText());
	}

	/** An identity is no text that a key can be known by. */
	private boolean hasText() {
		Method toString = ReflectionUtils.findMethod(this.type, "toString");
		return this.type.isInterface() || (toString != null && toString.getDeclaringClass() != Object.class);
	}

	/**
	 * Return a key as text.
	 * @throws IllegalArgumentException if it is no key of this type
	 */
	String textOf(Object key) {
		Assert.notNull(key, "'key' must not be null");
		String text = (this.type == String.class && key instanceof String string) ? string : convert(key);
		// Refused where it is asked for, and not when it is told something.
		KeyedActors.nameOf(text);
		return text;
	}

	private String convert(Object key) {
		Object value = convert(key, this.type);
		String text = (String) convert(value, String.class);
		if (!value.equals(convert(text, this.type))) {
			throw new IllegalArgumentException("The key '" + key + "' of the actor component '" + this.component
					+ "' is '" + text + "' as text, from which no equal " + this.type.getName()
					+ " can be made; let its toString() return what it can be made of, and implement equals()");
		}
		return text;
	}

	/** Return a key from its text. */
	Object keyOf(String text) {
		return (this.type == String.class) ? text : convert(text, this.type);
	}

	private Object convert(Object source, Class<?> target) {
		try {
			Object converted = this.conversion.convert(source, target);
			Assert.notNull(converted, "It is converted to nothing");
			return converted;
		}
		catch (ConversionException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("The key '" + source + "' (" + source.getClass().getName()
					+ ") of the actor component '" + this.component + "' is no " + target.getName(), ex);
		}
	}

}
