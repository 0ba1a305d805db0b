package io.pyctor.spring.deadletter;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Cancellable;
import io.pyctor.DeadLetter;
import io.pyctor.DeadLetterEntry;
import io.pyctor.DeadLetterListener;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.ActorComponentRegistry;
import io.pyctor.spring.AwaitedLifecycle;
import io.pyctor.spring.sequential.SequentialLifecycle;

/**
 * Has the {@link io.pyctor.spring.DeadLetterHandler} methods of a context called, from
 * when all beans are there until the actors have ended. Safe for any thread.
 */
public final class DeadLetterHandlers extends AwaitedLifecycle implements SmartInitializingSingleton, DisposableBean {

	/**
	 * The phase: before all that may make dead letters starts, and after it has stopped.
	 */
	public static final int PHASE = SequentialLifecycle.PHASE - 1;

	private final ConfigurableListableBeanFactory beanFactory;

	private final ActorComponentRegistry registry;

	private final Supplier<ActorSystem> system;

	private final int capacity;

	private final Duration shutdownTimeout;

	private @Nullable DeadLetterBeans beans;

	private @Nullable Listening listening;

	/**
	 * Create the handlers of a context.
	 * @param beanFactory its beans
	 * @param registry its components
	 * @param system whose dead letters they deal with; asked for if there are any
	 * @param capacity how many dead letters may wait for them
	 * @param shutdownTimeout how long they have for what waits at the end
	 */
	public DeadLetterHandlers(ConfigurableListableBeanFactory beanFactory, ActorComponentRegistry registry,
			Supplier<ActorSystem> system, int capacity, Duration shutdownTimeout) {
		this.beanFactory = beanFactory;
		this.registry = registry;
		this.system = system;
		this.capacity = capacity;
		this.shutdownTimeout = shutdownTimeout;
	}

	/**
	 * Deal with dead letters from now on.
	 * @throws ActorComponentException if a method cannot
	 */
	@Override
	public void afterSingletonsInstantiated() {
		this.beans = new DeadLetterBeans(this.beanFactory, this.registry);
		listen();
	}

	private synchronized void listen() {
		DeadLetterBeans beans = this.beans;
		if (beans != null && !beans.isEmpty() && this.listening == null) {
			this.listening = new Listening(beans, new DeadLetterQueue(this.capacity, beans::handle), this.system.get());
		}
	}

	private synchronized @Nullable Listening takeListening() {
		Listening listening = this.listening;
		this.listening = null;
		return listening;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void start() {
		listen();
		running(true);
	}

	/**
	 * Deal with the dead letters that are there, and with no other. Does not wait.
	 * @param callback is called when that is done, and at the latest at the timeout
	 */
	@Override
	public void stop(Runnable callback) {
		Listening listening = takeListening();
		if (listening == null || listening.queue().isIdle()) {
			end(listening, callback);
			return;
		}
		Thread thread = new Thread(() -> end(listening, callback), "pyctor-dead-letters-stop");
		thread.setDaemon(true);
		thread.start();
	}

	private void end(@Nullable Listening listening, Runnable callback) {
		try {
			if (listening != null) {
				listening.end(this.shutdownTimeout);
			}
		}
		finally {
			running(false);
			callback.run();
		}
	}

	/** A context that never started is not stopped, but may have found dead letters. */
	@Override
	public void destroy() {
		Listening listening = takeListening();
		if (listening != null) {
			listening.end(this.shutdownTimeout);
		}
	}

	/** Between a start and a stop. */
	private static final class Listening implements DeadLetterListener {

		private final DeadLetterBeans beans;

		private final DeadLetterQueue queue;

		private final Cancellable registration;

		Listening(DeadLetterBeans beans, DeadLetterQueue queue, ActorSystem system) {
			this.beans = beans;
			this.queue = queue;
			this.registration = system.addDeadLetterListener(this);
		}

		DeadLetterQueue queue() {
			return this.queue;
		}

		@Override
		public void onDeadLetter(DeadLetter letter, ActorRef sender) {
			throw new UnsupportedOperationException("The engine calls the other method");
		}

		@Override
		public void onDeadLetter(DeadLetter letter, ActorRef sender, Supplier<DeadLetterEntry> entry) {
			FoundLetter found = new FoundLetter(letter, sender, entry);
			if (this.beans.handles(found)) {
				this.queue.add(found);
			}
		}

		void end(Duration timeout) {
			this.registration.cancel();
			this.queue.close(timeout);
		}

	}

}
