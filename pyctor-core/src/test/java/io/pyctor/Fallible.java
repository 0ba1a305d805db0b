package io.pyctor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An actor for tests of supervision: it fails at a {@link Throwable}, answers anything
 * else with the number of its object, and all objects of one life write down together
 * what happens to them.
 */
class Fallible extends Actor {

	/** What is written down by the objects of one actor, and their factory. */
	static class Life implements ActorFactory {

		final List<String> events = new CopyOnWriteArrayList<>();

		private final AtomicInteger objects = new AtomicInteger();

		/** Behaviour of the test's own; returns whether it has dealt with the message. */
		volatile @Nullable Behavior behavior;

		/** What each object does when it starts. */
		volatile Hook whenStarted = (self) -> {
		};

		interface Hook {

			void run(Fallible self) throws Exception;

		}

		interface Behavior {

			boolean receive(Fallible self, ActorRef sender, Object message) throws Exception;

		}

		Life behavior(Behavior behavior) {
			this.behavior = behavior;
			return this;
		}

		Life whenStarted(Hook hook) {
			this.whenStarted = hook;
			return this;
		}

		@Override
		public Actor create() {
			return new Fallible(this, this.objects.incrementAndGet());
		}

		@Override
		public void release(Actor actor) {
			note("released " + ((Fallible) actor).number);
		}

		@Override
		public void ended(Terminated end) {
			note("ended " + end.reason());
		}

		void note(String event) {
			this.events.add(event);
		}

		List<String> events(Predicate<String> which) {
			return this.events.stream().filter(which).toList();
		}

		/** What the objects got, such as "1:a". */
		List<String> received() {
			return events((event) -> event.contains(":"));
		}

		void await(String... events) {
			WithActorSystem.eventually().until(() -> this.events.containsAll(Stream.of(events).toList()));
		}

	}

	final Life life;

	final int number;

	Fallible(Life life, int number) {
		this.life = life;
		this.number = number;
	}

	@Override
	protected void started() throws Exception {
		this.life.note("started " + this.number);
		this.life.whenStarted.run(this);
	}

	@Override
	protected void receive(ActorRef sender, Object message) throws Exception {
		this.life.note(this.number + ":" + text(message));
		Life.Behavior behavior = this.life.behavior;
		if (behavior != null && behavior.receive(this, sender, message)) {
			return;
		}
		if (message instanceof Throwable failure) {
			throw Sneaky.sneaky(failure);
		}
		if (sender.isAsking()) {
			tell(sender, this.number);
		}
	}

	@Override
	protected void restarted(ActorRef sender, Object message, Throwable error) {
		this.life.note("restarted " + this.number);
	}

	@Override
	protected void stopped() {
		this.life.note("stopped " + this.number);
	}

	static String text(Object message) {
		return (message instanceof Throwable failure) ? String.valueOf(failure.getMessage()) : message.toString();
	}

	/** Throws what is checked as if it were not. */
	static final class Sneaky {

		private Sneaky() {
		}

		@SuppressWarnings("unchecked")
		static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
			throw (T) failure;
		}

	}

}
