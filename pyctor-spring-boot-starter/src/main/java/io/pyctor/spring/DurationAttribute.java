package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringValueResolver;

/**
 * A time in an attribute of an annotation: text such as {@code 30s}, {@code 1m30s} or
 * {@code PT30S}, in which placeholders may stand.
 */
public final class DurationAttribute {

	/** What would be taken as milliseconds. */
	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

	/** The shortest positive time. */
	static final Duration SHORTEST = Duration.ofNanos(1);

	private final String subject;

	private final String attribute;

	private final String text;

	/**
	 * Take an attribute.
	 * @param subject the start of a sentence about whoever is annotated
	 * @param attribute how the attribute is written
	 * @param text the value of the attribute
	 */
	public DurationAttribute(String subject, String attribute, String text) {
		this.subject = subject;
		this.attribute = attribute;
		this.text = text;
	}

	/**
	 * Read a time that is positive.
	 * @param placeholders replaces placeholders
	 * @return the time, or nothing if the attribute is empty
	 * @throws ActorComponentException if it is no time, or not positive
	 */
	public Optional<Duration> read(StringValueResolver placeholders) {
		return read(SHORTEST, placeholders);
	}

	/**
	 * Read the time.
	 * @param minimum the least that makes sense
	 * @param placeholders replaces placeholders
	 * @return the time, or nothing if the attribute is empty
	 * @throws ActorComponentException if it is no time, or too short
	 */
	public Optional<Duration> read(Duration minimum, StringValueResolver placeholders) {
		String resolved = resolve(placeholders);
		if (resolved == null || resolved.isBlank()) {
			return Optional.empty();
		}
		Duration duration = parse(resolved.strip());
		if (duration.compareTo(minimum) < 0) {
			throw refused(resolved, null);
		}
		return Optional.of(duration);
	}

	/** Read the time, unless a property says another one. */
	Optional<Duration> read(@Nullable Duration override, Duration minimum, StringValueResolver placeholders) {
		return (override != null) ? Optional.of(override) : read(minimum, placeholders);
	}

	/** Read a time of which zero is none, unless a property says another one. */
	Optional<Duration> readUnlessZero(@Nullable Duration override, Duration minimum, StringValueResolver placeholders) {
		Optional<Duration> duration = read(override, Duration.ZERO, placeholders).filter((time) -> !time.isZero());
		return duration.isPresent() ? read(override, minimum, placeholders) : duration;
	}

	private @Nullable String resolve(StringValueResolver placeholders) {
		try {
			return placeholders.resolveStringValue(this.text);
		}
		catch (IllegalArgumentException ex) {
			throw refused(this.text, ex);
		}
	}

	private Duration parse(String resolved) {
		try {
			Duration duration = DurationFormatterUtils.detectAndParse(resolved);
			if (NUMBER.matcher(resolved).matches() && !duration.isZero()) {
				throw new IllegalArgumentException("'" + resolved + "' has no unit");
			}
			return duration;
		}
		catch (IllegalArgumentException ex) {
			throw refused(resolved, ex);
		}
	}

	private ActorComponentException refused(String value, @Nullable Throwable cause) {
		String written = value.equals(this.text) ? "" : " (from '" + this.text + "')";
		return new ActorComponentException(
				this.subject + " has " + this.attribute + " with '" + value + "'" + written
						+ ", which is no time that can be used.",
				"Write a positive time with its unit, such as '30s', '500ms' or '1m30s'.", cause);
	}

}
