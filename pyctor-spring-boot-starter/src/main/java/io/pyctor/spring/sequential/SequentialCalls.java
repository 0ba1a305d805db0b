package io.pyctor.spring.sequential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.dispatch.Dispatcher;
import io.pyctor.spring.CallerContext;
import io.pyctor.spring.Sequential;
import io.pyctor.spring.SequentialCallRejectedException.Reason;
import io.pyctor.spring.SequentialExceptionHandler;

/**
 * The calls of the {@link Sequential} methods of one context. Safe for any thread.
 */
public final class SequentialCalls {

	private static final Logger logger = LoggerFactory.getLogger(SequentialCalls.class);

	private final SequentialSettings settings;

	private final Dispatcher dispatcher;

	private final CallServices services;

	private final SequentialGroups groups;

	private volatile boolean open = true;

	/**
	 * Create the calls of a context.
	 * @param settings what holds for methods that do not say otherwise
	 * @param dispatcher gives threads to calls whose callers do not wait; it ends with
	 * the calls
	 * @param context captures what comes along from the caller's thread
	 * @param exceptionHandler whom to tell what methods that return nothing have thrown
	 */
	public SequentialCalls(SequentialSettings settings, Dispatcher dispatcher, CallerContext context,
			Supplier<SequentialExceptionHandler> exceptionHandler) {
		this.settings = settings;
		this.dispatcher = dispatcher;
		this.services = new CallServices(new HeldTurns(), context, exceptionHandler);
		this.groups = new SequentialGroups((name) -> new SequentialGroup(name, settings.maxCalls(),
				new CallThreads(dispatcher::execute, settings.concurrency()), this::accepts));
	}

	/** What a call under way calls is a part of it. */
	private boolean accepts() {
		return this.open || this.services.held().any();
	}

	SequentialSettings settings() {
		return this.settings;
	}

	CallServices services() {
		return this.services;
	}

	SequentialGroups groups() {
		return this.groups;
	}

	/**
	 * Tell of each group of methods: now of those that are there, and later of each new
	 * one.
	 * @param listener who wants to know
	 */
	public void forEachGroup(Consumer<SequentialGroup> listener) {
		this.groups.forEach(listener);
	}

	/** Accept calls again. */
	void open() {
		this.open = true;
	}

	/** Accept no calls any more, but those of calls under way. */
	void close() {
		this.open = false;
	}

	/** Return how many calls were accepted and have not ended. */
	int size() {
		return this.groups.list().stream().mapToInt(SequentialGroup::calls).sum();
	}

	/** Give up what has not ended, name it, and interrupt what runs on our threads. */
	void abandon(Duration after) {
		String why = "the application is stopping, and its turn did not come within " + after;
		for (SequentialGroup group : this.groups.list()) {
			int abandoned = group.abandonWaiting(why);
			List<HandedTurn> running = new ArrayList<>();
			for (Turn turn : group.running()) {
				if (turn instanceof HandedTurn handed) {
					if (handed.refuse(turn.method().rejection(Reason.CLOSED, why))) {
						abandoned++;
					}
					else {
						running.add(handed);
					}
				}
			}
			if (abandoned + group.calls() > 0) {
				logger.warn("Sequential calls of '{}': {} were not made and {} still run after {}", group.name(),
						abandoned, group.calls(), after);
				running.forEach(SequentialCalls::interrupt);
			}
		}
	}

	private static void interrupt(HandedTurn turn) {
		Thread thread = turn.thread();
		if (thread != null) {
			logger.warn("A sequential call of {} still runs on {}, which is interrupted", turn.method(),
					thread.getName(), stackOf(thread));
			thread.interrupt();
		}
	}

	private static Throwable stackOf(Thread thread) {
		Throwable stack = new Throwable("the stack of " + thread.getName());
		stack.setStackTrace(thread.getStackTrace());
		return stack;
	}

	/** Let the threads end. No call is made any more. */
	void end() {
		close();
		this.dispatcher.close();
	}

}
