package io.pyctor.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * Actors that await stages, which this load completes a little later, and that pipe the
 * results of others to themselves.
 */
final class AwaitLoad extends Load {

	private static final int ACTORS = 20;

	private final List<ActorRef> actors = new ArrayList<>();

	private final Deque<CompletableFuture<String>> open = new ArrayDeque<>();

	AwaitLoad(ActorSystem system, Ledger ledger, SplittableRandom random) {
		super(system, ledger, random);
	}

	private record Await(CompletableFuture<String> stage) {
	}

	private record Pipe(CompletableFuture<String> stage) {
	}

	@Override
	void step() {
		if (this.actors.size() < ACTORS) {
			this.actors.add(create(new Waiter(this.ledger, this.random.split())));
		}
		ActorRef actor = this.actors.get(this.random.nextInt(this.actors.size()));
		CompletableFuture<String> stage = new CompletableFuture<>();
		this.open.add(stage);
		tell(actor, this.random.nextBoolean() ? new Await(stage) : new Pipe(stage));
		parcels(actor, this.random.nextInt(3));
		if (this.random.nextInt(50) == 0) {
			this.actors.remove(actor);
			stopSomehow(actor);
		}
		while (this.open.size() > this.random.nextInt(ACTORS)) {
			complete(this.open.remove());
		}
	}

	private void complete(CompletableFuture<String> stage) {
		if (this.random.nextInt(5) == 0) {
			stage.completeExceptionally(new CountedActor.Mishap());
		}
		else {
			stage.complete("value");
		}
	}

	@Override
	void finish() {
		this.actors.forEach(this::stopSomehow);
		this.open.forEach(this::complete);
	}

	/** Awaits and pipes. */
	private static final class Waiter extends CountedActor {

		private boolean waiting;

		Waiter(Ledger ledger, SplittableRandom random) {
			super(ledger, random);
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (this.waiting) {
				this.ledger.violation(path() + " got a message while it awaited a stage");
			}
			if (message instanceof Await await) {
				this.ledger.count(Ledger.Account.AWAITED);
				this.waiting = true;
				await(await.stage(), this::completed);
			}
			else if (message instanceof Pipe pipe) {
				// Told when the stage has completed, and not before.
				pipe(pipe.stage().thenApply((value) -> new Parcel(this.ledger)));
			}
		}

		private void completed(@Nullable String value, @Nullable Throwable error) {
			if (!this.waiting) {
				this.ledger.violation(path() + " got the result of a stage twice");
			}
			this.waiting = false;
			this.ledger.count(Ledger.Account.CALLED_BACK);
			if ((value == null) == (error == null)) {
				this.ledger.violation("A stage came to " + value + ", " + error);
			}
			if (error != null && chance(0.5)) {
				throw new Mishap();
			}
		}

		@Override
		protected void stopped() {
			super.stopped();
			if (this.waiting) {
				this.ledger.count(Ledger.Account.DROPPED);
			}
		}

	}

}
