package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringValueResolver;

import io.pyctor.ActorOptions;
import io.pyctor.MailboxOptions;
import io.pyctor.supervision.SupervisionStrategy;

/**
 * What an {@link ActorComponent} asks for: the attributes of the annotation, after
 * properties had their word. This is the one place where they are read. Immutable.
 *
 * @param start whether an actor is started with the context
 * @param blocking whether the actor blocks
 * @param askTimeout how long a question to the actor waits that does not say, or nothing
 * for the system's default
 * @param mailbox how messages wait for the actor
 * @param keyed what a component asks for that has an actor for each key
 * @param propagateContext whether the context of callers goes to the actor
 * @param tellAfterCommit whether what is told within a transaction waits for its commit
 * @param instances how many instances handle its messages
 * @param instanceKey what says which instance handles a message, or nothing if any does
 * @param supervision what happens when the actor fails
 */
public record ActorComponentSettings(boolean start, boolean blocking, Optional<Duration> askTimeout,
		MailboxOptions mailbox, Optional<KeyedSettings> keyed, boolean propagateContext, boolean tellAfterCommit,
		int instances, Optional<Function<Object, @Nullable Object>> instanceKey, SupervisionStrategy supervision) {

	/**
	 * Read the attributes of a component.
	 * @param name the name of the component
	 * @param subject the start of a sentence about the component
	 * @param component the annotation
	 * @param overrides what properties say
	 * @param placeholders replaces placeholders in attributes
	 */
	static ActorComponentSettings of(String name, String subject, ActorComponent component,
			ActorComponentOverrides overrides, StringValueResolver placeholders) {
		Optional<KeyedSettings> keyed = KeyedSettings.of(name, subject, component, overrides, placeholders);
		SupervisionSettings supervision = new SupervisionSettings(subject, component.supervision(),
				overrides.supervision(), placeholders);
		return new ActorComponentSettings(isStarted(component, overrides),
				ActorComponentOverrides.or(overrides.blocking(), component.blocking()),
				new DurationAttribute(subject, "@ActorComponent(askTimeout)", component.askTimeout())
					.read(overrides.askTimeout(), DurationAttribute.SHORTEST, placeholders),
				MailboxAttributes.read(subject, component, overrides), keyed,
				ActorComponentOverrides.or(overrides.propagateContext(), component.propagateContext()),
				ActorComponentOverrides.or(overrides.tellAfterCommit(), component.tellAfterCommit()),
				PoolAttributes.instances(subject, component, overrides),
				PoolAttributes.instanceKey(subject, component, overrides), supervision.strategy(keyed.isPresent()));
	}

	/** Can be told before placeholders can be replaced. */
	static boolean isStarted(ActorComponent component, ActorComponentOverrides overrides) {
		return ActorComponentOverrides.or(overrides.start(), component.start());
	}

	/**
	 * Return the options of the component's actors.
	 * @return the options
	 */
	public ActorOptions options() {
		ActorOptions options = this.blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		if (!this.mailbox.equals(MailboxOptions.unbounded())) {
			options = options.mailbox(this.mailbox);
		}
		if (this.supervision != SupervisionStrategy.resume()) {
			options = options.supervision(this.supervision);
		}
		if (this.instances == 1) {
			return options;
		}
		return this.instanceKey.isPresent() ? options.instances(this.instances, this.instanceKey.get())
				: options.instances(this.instances);
	}

}
