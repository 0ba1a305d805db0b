package io.pyctor.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;

/**
 * Stops some actors of a system that goes on.
 */
final class ActorStop {

	private static final Logger logger = LoggerFactory.getLogger(ActorStop.class);

	private static final long LOOK_MILLIS = 5;

	private final ActorSystem system;

	private final List<ActorRef> actors;

	private final Duration timeout;

	ActorStop(ActorSystem system, List<ActorRef> actors, Duration timeout) {
		this.system = system;
		this.actors = actors;
		this.timeout = timeout;
	}

	/**
	 * Stop them, together.
	 * @return completes when all have ended or the time is over
	 */
	CompletableFuture<Void> run() {
		long start = System.nanoTime();
		this.actors.forEach(this.system::stop);
		CompletableFuture<Void> done = new CompletableFuture<>();
		Thread thread = new Thread(() -> await(start, done), this.system.name() + "-stop");
		thread.setDaemon(true);
		thread.start();
		return done;
	}

	private void await(long start, CompletableFuture<Void> done) {
		try {
			List<ActorRef> living = living(this.actors);
			while (!living.isEmpty() && System.nanoTime() - start < this.timeout.toNanos()) {
				TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
				living = living(living);
			}
			living.forEach(this.system::stopNow);
			log(Duration.ofNanos(System.nanoTime() - start), living);
			done.complete(null);
		}
		catch (InterruptedException | RuntimeException ex) {
			done.completeExceptionally(ex);
		}
	}

	private List<ActorRef> living(List<ActorRef> actors) {
		return actors.stream()
			.filter((actor) -> this.system.find(actor.path().toString()).filter(actor::equals).isPresent())
			.toList();
	}

	private void log(Duration took, List<ActorRef> abandoned) {
		String message = "Actor system '{}' has stopped its {} components in {} ms, abandoned {}, and goes on";
		Object[] arguments = { this.system.name(), this.actors.size(), took.toMillis(),
				abandoned.stream().map(ActorRef::path).toList() };
		if (abandoned.isEmpty()) {
			logger.info(message, arguments);
		}
		else {
			logger.warn(message, arguments);
		}
	}

}
