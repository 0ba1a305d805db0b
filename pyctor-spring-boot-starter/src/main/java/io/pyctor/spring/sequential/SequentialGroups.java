package io.pyctor.spring.sequential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The groups of a context, and who wants to know of new ones. Safe for any thread.
 */
final class SequentialGroups {

	private final Function<String, SequentialGroup> factory;

	/** By name; guarded by the monitor. */
	private final Map<String, SequentialGroup> groups = new HashMap<>();

	/** By name, whose group it is; likewise. */
	private final Map<String, Object> owners = new HashMap<>();

	/** Likewise. */
	private final List<Consumer<SequentialGroup>> listeners = new ArrayList<>();

	SequentialGroups(Function<String, SequentialGroup> factory) {
		this.factory = factory;
	}

	/**
	 * Return the group of an owner.
	 * @param owner who has the group; equal ones share it
	 * @param name the name of the group
	 * @param longName the name if somebody else has the other one
	 */
	synchronized SequentialGroup get(Object owner, String name, String longName) {
		boolean taken = !this.owners.computeIfAbsent(name, (key) -> owner).equals(owner);
		return this.groups.computeIfAbsent(taken ? longName : name, this::create);
	}

	private SequentialGroup create(String name) {
		SequentialGroup group = this.factory.apply(name);
		this.listeners.forEach((listener) -> listener.accept(group));
		return group;
	}

	/** Tell of each group, now and when others come. */
	synchronized void forEach(Consumer<SequentialGroup> listener) {
		this.listeners.add(listener);
		this.groups.values().forEach(listener);
	}

	synchronized List<SequentialGroup> list() {
		return List.copyOf(this.groups.values());
	}

}
