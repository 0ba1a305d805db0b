package io.pyctor.spring;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.pyctor.Actor;
import io.pyctor.ActorFactory;
import io.pyctor.ActorFactoryResolver;
import io.pyctor.ActorOptions;
import io.pyctor.Terminated;
import io.pyctor.TerminationReason;

/**
 * Knows which components' own actors have ended by a failure, and by what. Safe for any
 * thread.
 */
public final class ComponentFailures {

	private final Map<String, String> causes = new ConcurrentHashMap<>();

	/**
	 * Return the components without an actor since theirs has failed.
	 * @return the class names of the failures by the names of the components, in order
	 */
	public Map<String, String> causes() {
		return new TreeMap<>(this.causes);
	}

	/** What makes the objects of a component's own actor, and takes note of its end. */
	ActorFactory observed(String component, ActorFactory factory) {
		return new Observed(component, factory);
	}

	/** A new actor takes the place of the one that has failed. */
	void starting(String component) {
		this.causes.remove(component);
	}

	private void ended(String component, Terminated end) {
		if (end.reason() == TerminationReason.FAILED) {
			this.causes.put(component, end.cause().map((cause) -> cause.getClass().getName()).orElse("unknown"));
		}
	}

	private final class Observed implements ActorFactory {

		private final String component;

		private final ActorFactory factory;

		Observed(String component, ActorFactory factory) {
			this.component = component;
			this.factory = factory;
		}

		@Override
		public Actor create() {
			return this.factory.create();
		}

		@Override
		public ActorOptions options() {
			return this.factory.options();
		}

		@Override
		public Optional<ActorFactoryResolver> resolver() {
			return this.factory.resolver();
		}

		@Override
		public void release(Actor actor) {
			this.factory.release(actor);
		}

		@Override
		public void ended(Terminated end) {
			ComponentFailures.this.ended(this.component, end);
			this.factory.ended(end);
		}

	}

}
