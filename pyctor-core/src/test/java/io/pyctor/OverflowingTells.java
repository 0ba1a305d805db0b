package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program in which an actor, or a thread that is none, recurses without end and tells
 * an idle actor something at each level, so that the stack ends anywhere within a
 * {@code tell}. It ends with 0 if everybody is well afterwards.
 */
final class OverflowingTells {

	private static final int ROUNDS = 4;

	private static final int INNOCENT = 20_000;

	private static final Duration LONG = Duration.ofSeconds(5);

	private static final int SMALL_STACK = 160 * 1024;

	private static final List<MailboxOptions> MAILBOXES = List.of(MailboxOptions.unbounded(),
			MailboxOptions.bounded(10, Overflow.REJECT), MailboxOptions.bounded(10, Overflow.DROP_OLDEST),
			MailboxOptions.unbounded().priority((message) -> 0));

	/** Which actors are told something. */
	private enum Innocent {

		/** Each of its own. */
		ACTORS,

		/** Those of keys, which are there. */
		KEYS,

		/** Those of keys that have none yet. */
		NEW_KEYS

	}

	private final Innocent kind;

	private final ActorOptions options;

	private final ActorSystem system = ActorSystem.builder("overflow").parallelism(2).build();

	private final List<ActorRef> innocent = new ArrayList<>();

	private int reached;

	private OverflowingTells(Innocent kind, MailboxOptions mailbox) {
		this.kind = kind;
		this.options = ActorOptions.defaults().mailbox(mailbox);
	}

	public static void main(String[] args) throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			for (MailboxOptions mailbox : MAILBOXES) {
				new OverflowingTells(Innocent.ACTORS, mailbox).run(round);
				new OverflowingTells(Innocent.ACTORS, mailbox).runOutside(round);
			}
			for (Innocent keys : List.of(Innocent.KEYS, Innocent.NEW_KEYS)) {
				new OverflowingTells(keys, MailboxOptions.unbounded()).run(round);
				new OverflowingTells(keys, MailboxOptions.unbounded()).runOutside(round);
			}
		}
		System.out.println("all " + ROUNDS + " rounds");
	}

	private void run(int round) throws Exception {
		createInnocent();
		ActorRef deep = this.system.create(() -> new LambdaActor((self, sender, message) -> {
			if (message.equals("deep")) {
				descend(self.self(), round);
			}
			self.tell(sender, "yes");
		}));
		CompletableFuture<String> failed = deep.ask("deep", String.class, LONG);
		if (!(failed.handle((value, error) -> error).get(20, TimeUnit.SECONDS) instanceof StackOverflowError)) {
			throw new IllegalStateException("The stack did not end");
		}
		askLastIfWell();
		askIfWell(deep, "the actor that failed");
		end();
	}

	/** Nobody of the engine hears of it. */
	private void runOutside(int round) throws Exception {
		createInnocent();
		ActorRef sender = this.system.create(LambdaActor::idle);
		CompletableFuture<Integer> depth = new CompletableFuture<>();
		Thread thread = new Thread(null, () -> {
			try {
				depth.complete(descend(sender, round));
			}
			catch (StackOverflowError ex) {
				depth.completeExceptionally(ex);
			}
		}, "outside", SMALL_STACK);
		thread.start();
		thread.join();
		if (!(depth.handle((value, error) -> error).get(20, TimeUnit.SECONDS) instanceof StackOverflowError)) {
			throw new IllegalStateException("The stack did not end");
		}
		askLastIfWell();
		end();
	}

	private void createInnocent() {
		KeyedActors keyed = this.system.keyed("key", LambdaActor.class, (key) -> newInnocent(),
				KeyedOptions.defaults().actorOptions(this.options));
		for (int i = 0; i < INNOCENT; i++) {
			this.innocent.add((this.kind == Innocent.ACTORS) ? this.system.create(() -> newInnocent(), this.options)
					: keyed.of("k" + i));
		}
		if (this.kind == Innocent.KEYS) {
			this.innocent.forEach((ref) -> ref.tell("begin"));
			this.innocent.forEach((ref) -> askIfWell(ref, "a key"));
		}
	}

	private static LambdaActor newInnocent() {
		return new LambdaActor((self, sender, message) -> {
			if (message.equals("well")) {
				self.tell(sender, "yes");
			}
		});
	}

	private void askLastIfWell() {
		for (int i = Math.max(0, this.reached - 5); i <= this.reached; i++) {
			askIfWell(this.innocent.get(i), "the actor at depth " + i + " of " + this.reached);
		}
	}

	private void end() throws Exception {
		askIfWell(this.system.create(() -> new LambdaActor((self, sender, message) -> self.tell(sender, "yes"))),
				"a new actor");
		this.system.shutdown(LONG);
		if (!this.system.stopped().get(20, TimeUnit.SECONDS).isClean()) {
			throw new IllegalStateException("Somebody was left behind");
		}
	}

	/** Each round begins a little deeper, so that the stack ends somewhere else. */
	private int descend(ActorRef self, int more) {
		return (more > 0) ? 1 + descend(self, more - 1) : 1 + tellOn(self, 0);
	}

	private int tellOn(ActorRef self, int depth) {
		this.reached = depth % INNOCENT;
		self.tell("ignored", self);
		this.innocent.get(this.reached).tell("how are you", self);
		return 1 + tellOn(self, depth + 1);
	}

	private static void askIfWell(ActorRef ref, String who) {
		try {
			ref.ask("well", String.class, LONG).get(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			System.out.println(who + " does not answer: " + ex);
			System.exit(1);
		}
	}

}
