package io.pyctor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The names that were given to living children, in place of default ones. Default names
 * are kept nowhere: they are derived from a number that is never used again, so that a
 * parent of a million children stays small. The two kinds meet only where a given name
 * looks like a default one.
 * <p>
 * Not thread-safe: guarded by the monitor of {@link Children}.
 */
final class GivenNames {

	private final Map<String, ActorCell> cells = new HashMap<>();

	/** Given names that end like a default one. */
	private final Set<String> likeDefaults = new HashSet<>();

	/** Short names of the classes of which there ever was a child with a default name. */
	private final Set<String> prefixes = new HashSet<>();

	/**
	 * A name as the default names are built, {@code <prefix>-<number>}.
	 */
	record DefaultName(String prefix, long number) {

		private static final int MAX_DIGITS = 18;

		/** Take a name apart, if it looks like a default one. */
		static @Nullable DefaultName parse(String name) {
			int dash = name.lastIndexOf('-');
			int digits = name.length() - dash - 1;
			if (dash < 1 || digits < 1 || digits > MAX_DIGITS || name.charAt(dash + 1) == '0') {
				return null;
			}
			long number = 0;
			for (int i = dash + 1; i < name.length(); i++) {
				int digit = name.charAt(i) - '0';
				if (digit < 0 || digit > 9) {
					return null;
				}
				number = number * 10 + digit;
			}
			return new DefaultName(name.substring(0, dash), number);
		}

	}

	/** Note that there are children with default names of a prefix. */
	void addPrefix(String prefix) {
		this.prefixes.add(prefix);
	}

	/** Whether a default name could be one of a living child. */
	boolean hasPrefix(DefaultName name) {
		return this.prefixes.contains(name.prefix());
	}

	/** Whether a default name is taken by a given one. */
	boolean isGiven(String prefix, long number) {
		return !this.likeDefaults.isEmpty() && this.likeDefaults.contains(prefix + "-" + number);
	}

	@Nullable ActorCell find(String name) {
		return this.cells.get(name);
	}

	void put(String name, ActorCell cell) {
		this.cells.put(name, cell);
		if (DefaultName.parse(name) != null) {
			this.likeDefaults.add(name);
		}
	}

	void remove(String name) {
		this.cells.remove(name);
		this.likeDefaults.remove(name);
	}

}
