package io.pyctor.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;

/**
 * An {@link ActorComponent} is used in a way that cannot work. Says what is wrong and
 * what to do about it.
 */
public final class ActorComponentException extends BeansException {

	private static final long serialVersionUID = 1L;

	private final String description;

	private final String action;

	/**
	 * Create an exception.
	 * @param description sentences that say what is wrong and name the component
	 * @param action sentences that say what to do
	 */
	public ActorComponentException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Create an exception.
	 * @param description sentences that say what is wrong and name the component
	 * @param action sentences that say what to do
	 * @param cause what was found first, if anything
	 */
	public ActorComponentException(String description, String action, @Nullable Throwable cause) {
		super(description + " " + action, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * Return what is wrong.
	 * @return sentences that name the component and its class
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the way out.
	 * @return sentences that say what to do
	 */
	public String action() {
		return this.action;
	}

}
