package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.springframework.util.StringValueResolver;
import org.springframework.util.StringUtils;

import io.pyctor.ActorOptions;
import io.pyctor.KeyedOptions;

/**
 * What a {@linkplain ActorComponent#keyed() keyed} component asks for besides what every
 * component does. Immutable.
 *
 * @param typeName the logical name of the type of actors
 * @param idleTimeout after which time without a message an actor is passivated, or
 * nothing
 * @param maxActive how many actors should be active at once at most, or nothing
 */
public record KeyedSettings(String typeName, Optional<Duration> idleTimeout, OptionalInt maxActive) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/**
	 * Read the attributes of a component.
	 * @return the settings, or nothing if it is not keyed
	 * @throws ActorComponentException if they do not make sense
	 */
	static Optional<KeyedSettings> of(String name, String subject, ActorComponent component,
			ActorComponentOverrides overrides, StringValueResolver placeholders) {
		check(subject, component, overrides);
		if (!component.keyed()) {
			return Optional.empty();
		}
		return Optional
			.of(new KeyedSettings(component.typeName().isEmpty() ? name : component.typeName(),
					new DurationAttribute(subject, "@ActorComponent(idleTimeout)", component.idleTimeout())
						.readUnlessZero(overrides.idleTimeout(), SHORTEST, placeholders),
					maxActive(component, overrides)));
	}

	private static OptionalInt maxActive(ActorComponent component, ActorComponentOverrides overrides) {
		int maxActive = ActorComponentOverrides.or(overrides.maxActive(), component.maxActive());
		return (maxActive > 0) ? OptionalInt.of(maxActive) : OptionalInt.empty();
	}

	/** Can be told before placeholders can be replaced. */
	static void check(String subject, ActorComponent component, ActorComponentOverrides overrides) {
		if (component.keyed()) {
			if (!ActorComponentSettings.isStarted(component, overrides)) {
				throw new ActorComponentException(subject + " is keyed and has 'start = false'.",
						"Remove 'start': actors of a keyed component start with the first message to their key.");
			}
			if (component.maxActive() < 0) {
				throw new ActorComponentException(
						subject + " has @ActorComponent(maxActive) with " + component.maxActive() + ".",
						"Write the number of actors that may be active at once, or nothing for any number.");
			}
			return;
		}
		String attribute = firstUsed(component, overrides);
		if (!attribute.isEmpty()) {
			throw new ActorComponentException(
					subject + " has '" + attribute + "', which only keyed components have, and is not keyed.",
					"Add 'keyed = true' to have one actor for each key, or remove '" + attribute + "'.");
		}
	}

	private static String firstUsed(ActorComponent component, ActorComponentOverrides overrides) {
		if (StringUtils.hasLength(component.idleTimeout()) || overrides.idleTimeout() != null) {
			return "idleTimeout";
		}
		if (component.maxActive() != 0 || overrides.maxActive() != null) {
			return "maxActive";
		}
		return StringUtils.hasLength(component.typeName()) ? "typeName" : "";
	}

	/** Return the options of the actors. */
	KeyedOptions options(ActorOptions actorOptions) {
		KeyedOptions options = KeyedOptions.defaults().actorOptions(actorOptions);
		if (this.idleTimeout.isPresent()) {
			options = options.idleTimeout(this.idleTimeout.get());
		}
		return this.maxActive.isPresent() ? options.maxActive(this.maxActive.getAsInt()) : options;
	}

}
