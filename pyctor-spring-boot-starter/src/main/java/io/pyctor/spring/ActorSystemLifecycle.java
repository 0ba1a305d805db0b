package io.pyctor.spring;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

import io.pyctor.ActorFactory;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.DuplicateActorNameException;
import io.pyctor.KeyedActors;
import io.pyctor.StopOrder;

/**
 * Starts the actors of the context's {@link ActorComponent components} before the
 * application takes requests and stops them after the last one, while the beans that they
 * use are still there. Safe for any thread.
 * <p>
 * When the context closes, the whole system is shut down, if it is the context's own.
 * When the context is only stopped, such as for a checkpoint of the JVM, the components'
 * actors are stopped, and the next start makes new ones in the same system. A
 * {@linkplain org.springframework.context.ConfigurableApplicationContext#pause() pause}
 * does not touch actors: their state is in memory and would be lost.
 */
public final class ActorSystemLifecycle extends AwaitedLifecycle
		implements ApplicationContextAware, ApplicationListener<ContextClosedEvent>, DisposableBean {

	/**
	 * The phase: actors start before a web server does and stop after it, and stop before
	 * the executors and schedulers do.
	 */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private static final Logger logger = LoggerFactory.getLogger(ActorSystemLifecycle.class);

	/**
	 * How much longer than its timeout a shutdown may take before nobody waits for it.
	 */
	private static final Duration GRACE = Duration.ofSeconds(5);

	/** How long the name of an actor that has ended may still be in use. */
	private static final Duration NAME_GRACE = Duration.ofSeconds(1);

	private static final long NAME_LOOK_NANOS = 1_000_000;

	private final ActorSystem system;

	private final ActorComponentRegistry registry;

	private final Duration shutdownTimeout;

	private final boolean shutdownOnClose;

	private @Nullable ApplicationContext context;

	private volatile boolean closing;

	/** The actors of the components while they run; guarded by the monitor. */
	private final Map<ActorComponentDefinition, ActorRef> started = new LinkedHashMap<>();

	/**
	 * Create the lifecycle of a context.
	 * @param system where the actors live
	 * @param registry the components of the context
	 * @param shutdownTimeout how long the actors have to come to their end
	 * @param shutdownOnClose whether the system ends with the context
	 */
	public ActorSystemLifecycle(ActorSystem system, ActorComponentRegistry registry, Duration shutdownTimeout,
			boolean shutdownOnClose) {
		this.system = system;
		this.registry = registry;
		this.shutdownTimeout = shutdownTimeout;
		this.shutdownOnClose = shutdownOnClose;
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.context = applicationContext;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		// Those of child contexts come by here, too.
		if (event.getApplicationContext() == this.context) {
			this.closing = true;
		}
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Start an actor for each component.
	 * @throws ActorComponentException if a name is in use
	 * @throws RuntimeException if an actor's object cannot be made
	 */
	@Override
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		List<ActorComponentDefinition> components = this.registry.startable();
		components.forEach((component) -> this.registry.gate(component).starting());
		try {
			components.forEach(this.registry::check);
			components.forEach(this::start);
			running(true);
		}
		finally {
			components.forEach((component) -> this.registry.gate(component).notStarted(this.system));
			if (!isRunning()) {
				this.started.values().forEach(this.system::stop);
				this.started.clear();
			}
		}
		logger.info("Actor system '{}' has started {}", this.system.name(),
				ShutdownLog.count(components.size(), "component"));
	}

	private void start(ActorComponentDefinition component) {
		ComponentFailures failures = this.registry.failures();
		failures.starting(component.name());
		try {
			if (component.isKeyed()) {
				KeyedComponent keyed = this.registry.keyed(component.name());
				KeyedActors actors = create(component,
						() -> keyed.create(this.system, this.registry.keyedFactory(component)));
				this.started.put(component, actors.parent());
				keyed.gate().started(actors::of, this.system);
			}
			else {
				ActorFactory factory = failures.observed(component.name(), this.registry.factory(component));
				ActorRef actor = create(component,
						() -> this.system.create(factory, component.name(), component.options()));
				this.started.put(component, actor);
				this.registry.componentRef(component.name()).gate().started(actor, this.system);
			}
		}
		catch (DuplicateActorNameException ex) {
			throw new ActorComponentException(
					"The actor of the component '" + component.name() + "' (" + component.type().getName()
							+ ") cannot be created: " + ex.getMessage() + ".",
					"Give the component a name of its own with @ActorComponent(\"...\"), or the other actor.", ex);
		}
	}

	private <T> T create(ActorComponentDefinition component, Supplier<T> creation) {
		long end = System.nanoTime() + NAME_GRACE.toNanos();
		for (;;) {
			try {
				return creation.get();
			}
			catch (DuplicateActorNameException ex) {
				// After a stop, the actor before may have ended a moment ago.
				boolean ended = this.system.find("/user/" + component.actorName()).isEmpty();
				if (!ended || System.nanoTime() - end > 0) {
					throw ex;
				}
				LockSupport.parkNanos(NAME_LOOK_NANOS);
			}
		}
	}

	/**
	 * Stop the actors after what they were told before, those that are used by others
	 * when these have ended. Does not wait.
	 * @param callback is called when they have ended, and at the latest shortly after the
	 * timeout
	 */
	@Override
	public void stop(Runnable callback) {
		stopActors().whenComplete((nothing, error) -> {
			if (error != null) {
				logger.warn("Actor system '{}' did not stop as it should", this.system.name(), error);
			}
			running(false);
			callback.run();
		});
	}

	private CompletableFuture<Void> stopActors() {
		try {
			if (this.closing && this.shutdownOnClose) {
				return shutdown();
			}
			return stop(takeOrder());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletableFuture<Void> stop(StopOrder order) {
		long start = System.nanoTime();
		return this.system.stop(order, this.shutdownTimeout).thenAccept((living) -> {
			String message = "Actor system '{}' has stopped its {} components in {} ms, abandoned {}, and goes on";
			Object[] arguments = { this.system.name(), order.uses().size(),
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
					living.stream().map(ActorRef::path).toList() };
			if (living.isEmpty()) {
				logger.info(message, arguments);
			}
			else {
				logger.warn(message, arguments);
			}
		});
	}

	/** Those that run, who do no longer from now on. */
	private synchronized StopOrder takeOrder() {
		Map<ActorRef, Set<ActorRef>> uses = new LinkedHashMap<>();
		ComponentDependencies dependencies = this.registry.dependencies();
		this.started.forEach((component, actor) -> uses.put(actor, used(dependencies, component)));
		this.started.clear();
		return new StopOrder(uses);
	}

	private Set<ActorRef> used(ComponentDependencies dependencies, ActorComponentDefinition component) {
		try {
			return dependencies.of(component)
				.stream()
				.map(this.started::get)
				.filter(Objects::nonNull)
				.collect(Collectors.toSet());
		}
		catch (RuntimeException ex) {
			// It has to stop, whatever is wrong with the beans of the context.
			logger.warn("What '{}' uses cannot be said; it stops with those that it may use", component.name(), ex);
			return Set.of();
		}
	}

	private CompletableFuture<Void> shutdown() {
		this.system.shutdown(this.shutdownTimeout, takeOrder());
		long limit = this.shutdownTimeout.plus(GRACE).toMillis();
		return this.system.stopped()
			.copy()
			.orTimeout(limit, TimeUnit.MILLISECONDS)
			.thenAccept(new ShutdownLog(this.system)::write);
	}

	/** What was told to actors that never started becomes dead letters. */
	@Override
	public void destroy() {
		this.registry.abandonRefs(this.system);
	}

}
