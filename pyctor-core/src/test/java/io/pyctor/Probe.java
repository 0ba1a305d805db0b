package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An actor that a test looks through: it keeps what it received, and does what the test
 * wants an actor to do.
 */
final class Probe extends Actor {

	private static final Duration LONG = Duration.ofSeconds(20);

	record Received(ActorRef sender, Object message) {
	}

	private record Call(Function<Probe, Object> action) {
	}

	private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

	private ActorRef ref;

	private Probe() {
	}

	static Probe create(ActorSystem system, String name) {
		Probe probe = new Probe();
		probe.ref = system.create(probe, name);
		return probe;
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Call call) {
			tell(sender, call.action().apply(this));
		}
		else {
			this.received.add(new Received(sender, message));
		}
	}

	ActorRef ref() {
		return this.ref;
	}

	/**
	 * Have the probe do something as an actor; returns after everything that it was told
	 * before was received.
	 */
	void run(Runnable action) {
		call((self) -> {
			action.run();
			return new Done();
		});
	}

	@SuppressWarnings("unchecked")
	<T> T call(Function<Probe, T> action) {
		return (T) this.ref.ask(new Call(action::apply), Object.class, LONG).join();
	}

	/** Wait for the next message. */
	Object next() {
		return nextReceived().message();
	}

	<T> T next(Class<T> type) {
		Object message = next();
		assertThat(message).isInstanceOf(type);
		return type.cast(message);
	}

	Received nextReceived() {
		try {
			Received next = this.received.poll(LONG.toSeconds(), TimeUnit.SECONDS);
			assertThat(next).as("a message for " + this.ref).isNotNull();
			return next;
		}
		catch (InterruptedException ex) {
			throw new AssertionError("Interrupted while waiting for a message", ex);
		}
	}

	/** Everything that was received and not looked at. */
	List<Object> rest() {
		run(() -> {
		});
		List<Received> rest = new ArrayList<>();
		this.received.drainTo(rest);
		return rest.stream().map(Received::message).toList();
	}

}
