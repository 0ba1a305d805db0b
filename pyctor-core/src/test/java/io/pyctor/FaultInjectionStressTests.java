package io.pyctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.pyctor.FaultInjection.Event;
import io.pyctor.FaultInjection.Fault;
import io.pyctor.FaultInjection.Letter;
import io.pyctor.FaultInjection.Tick;
import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.Directive;
import io.pyctor.supervision.SupervisionStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tree of actors, each with a supervision of its own, fails everywhere and in all ways,
 * under load and while parts of it are stopped: nothing is lost, nothing comes twice,
 * early or out of order, no fresh object sees anything of the one before, no object is
 * left, and no thread dies.
 * <p>
 * {@code -Dpyctor.seeds=1000} runs it from as many seeds.
 */
@Timeout(7200)
class FaultInjectionStressTests {

	private static final int NODES = 300;

	private static final int BRANCHES = 6;

	private static final int TELLERS = 2;

	private static final int LETTERS = 4_000;

	/** After about so many letters an actor is stopped. */
	private static final int STOP_EVERY = 200;

	@Test
	void everythingIsAccountedForInATreeThatFailsEverywhere() {
		Queue<Throwable> escaped = new ConcurrentLinkedQueue<>();
		Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> escaped.add(ex));
		try {
			Set<Event> events = EnumSet.noneOf(Event.class);
			FaultInjection.quietly(() -> Seeds.each(5, (seed) -> {
				new Run(seed).run(events);
				assertThat(escaped).isEmpty();
			}));
			if (Long.getLong("pyctor.seed") == null) {
				assertThat(events).as("what there was, from all seeds together").containsExactly(Event.values());
			}
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(before);
		}
	}

	/** One tree, and what is known of it. */
	private static final class Run {

		private final long seed;

		private final FaultInjection faults = new FaultInjection();

		private final Map<Integer, ActorRef> refs = new ConcurrentHashMap<>();

		private final AtomicInteger objects = new AtomicInteger();

		private final AtomicInteger released = new AtomicInteger();

		private final AtomicInteger started = new AtomicInteger();

		private final AtomicInteger stopped = new AtomicInteger();

		private final ActorSystem system;

		Run(long seed) {
			this.seed = seed;
			this.system = ActorSystem.builder("faults")
				.parallelism(2)
				.deadLetterLogLimit(0)
				.deadLetterListener(this.faults::dead)
				.failureHandler((ex) -> this.faults.note(Event.REPORTED))
				.build();
		}

		void run(Set<Event> events) throws Exception {
			Random random = new Random(this.seed);
			ActorRef echo = this.system.create(LambdaActor::echo, "echo");
			this.system.create(new Family(this, 0, random.nextLong()), "n0", ActorOptions.defaults());
			WithActorSystem.eventually().until(() -> this.refs.size() == NODES);
			Queue<CompletableFuture<Object>> answers = new ConcurrentLinkedQueue<>();
			Outsiders tellers = Outsiders.start(TELLERS, (teller) -> tell(teller, answers));
			tellers.join();
			for (int i = 0; i < 8; i++) {
				assertThat(echo.ask(i, Integer.class, WithActorSystem.LONG).join()).isEqualTo(i);
			}
			this.faults.shuttingDown();
			this.system.shutdown((this.seed % 2 == 0) ? WithActorSystem.LONG : Duration.ofMillis(2));
			WithActorSystem.ended(this.system);
			check(answers);
			Stream.of(Event.values()).filter((event) -> this.faults.count(event) > 0).forEach(events::add);
		}

		private void tell(int teller, Queue<CompletableFuture<Object>> answers) {
			Random random = new Random(this.seed * 31 + teller);
			for (int i = 0; i < LETTERS; i++) {
				ActorRef ref = this.refs.get(random.nextInt(NODES));
				if (ref == null) {
					continue;
				}
				Letter letter = this.faults.newLetter(teller, i);
				if (random.nextInt(4) == 0) {
					answers.add(ref.ask(letter, Object.class, WithActorSystem.LONG));
				}
				else {
					ref.tell(letter);
				}
				if (random.nextInt(STOP_EVERY) == 0) {
					stop(random);
				}
				if (i % 50 == 0) {
					// So that stops, waits and restarts happen among the letters.
					LockSupport.parkNanos(1_000_000);
				}
			}
		}

		private void stop(Random random) {
			// Not the top of the tree, which makes the others anew.
			ActorRef victim = this.refs.get(1 + random.nextInt(NODES - 1));
			if (victim == null) {
				return;
			}
			switch (random.nextInt(3)) {
				case 0 -> this.system.stop(victim);
				case 1 -> this.system.stopNow(victim);
				default -> victim.tell(new PoisonPill());
			}
		}

		private void check(Queue<CompletableFuture<Object>> answers) {
			this.faults.check();
			WithActorSystem.eventually().until(() -> answers.stream().allMatch(CompletableFuture::isDone));
			assertThat(answers.stream().map((answer) -> answer.handle((value, error) -> error).join()))
				.as("questions that nobody has answered, nor failed")
				.doesNotHaveAnyElementsOfTypes(AskTimeoutException.class);
			assertThat(this.released).as("released objects").hasValue(this.objects.get());
			assertThat(this.stopped).as("stopped objects").hasValue(this.started.get());
		}

	}

	/** All objects of one actor, of which one lives at a time. */
	private static final class Family implements ActorFactory {

		private final Run run;

		private final int number;

		private final Random random;

		private final SupervisionStrategy strategy;

		/**
		 * The object that lives. Written in the actor's turn, or before it is created.
		 */
		private @Nullable Node living;

		private boolean interruptLeft;

		/** When the actor may go on after its last failure. */
		private long notBefore = System.nanoTime();

		private final int[] last = new int[TELLERS];

		Family(Run run, int number, long seed) {
			this.run = run;
			this.number = number;
			this.random = new Random(seed);
			this.strategy = newStrategy();
		}

		private SupervisionStrategy newStrategy() {
			if (this.number == 0) {
				return SupervisionStrategy.restart().backoff(Backoff.fixed(Duration.ofMillis(1)));
			}
			SupervisionStrategy strategy = switch (this.random.nextInt(5)) {
				case 0 -> SupervisionStrategy.resume();
				case 1 -> SupervisionStrategy.stop().on(RuntimeException.class, Directive.RESTART);
				default -> SupervisionStrategy.restart().on(LinkageError.class, Directive.RESUME);
			};
			if (strategy.otherwise() != Directive.RESUME || this.random.nextBoolean()) {
				strategy = strategy.backoff(switch (this.random.nextInt(3)) {
					case 0 -> Backoff.none();
					case 1 -> Backoff.fixed(Duration.ofMillis(2));
					default -> Backoff.exponential(Duration.ofMillis(1), Duration.ofMillis(10));
				});
			}
			if (this.random.nextInt(3) == 0) {
				strategy = strategy.limit(10, Duration.ofMillis(50));
			}
			if (this.random.nextBoolean()) {
				strategy = strategy.retry(2, Backoff.fixed(Duration.ofMillis(1)));
			}
			return (this.random.nextInt(10) == 0) ? strategy.oneForAll("group " + this.random.nextInt(2)) : strategy;
		}

		@Override
		public ActorOptions options() {
			ActorOptions options = (this.random.nextInt(8) == 0) ? ActorOptions.defaults().blocking()
					: ActorOptions.defaults();
			return options.supervision(this.strategy);
		}

		@Override
		public Actor create() {
			FaultInjection faults = this.run.faults;
			if (this.living != null) {
				faults.wrong("an object was made while another one lived");
			}
			boolean fresh = this.run.objects.get() > 0 && this.run.refs.containsKey(this.number);
			if (fresh) {
				faults.failAt(this.random, 8, Event.FACTORY_FAILED);
			}
			this.run.objects.incrementAndGet();
			Node node = new Node(this);
			this.living = node;
			return node;
		}

		@Override
		public void release(Actor actor) {
			if (actor != this.living) {
				this.run.faults.wrong("released an object that does not live");
			}
			((Node) actor).released = true;
			this.living = null;
			this.run.released.incrementAndGet();
			this.run.faults.failAt(this.random, 20, Event.RELEASE_FAILED);
		}

		@Override
		public void ended(Terminated end) {
			this.run.faults.note((end.reason() == TerminationReason.FAILED) ? Event.ENDED_FAILED : Event.ENDED);
		}

		/** The actor is called: the right object, not too early, without an interrupt. */
		void enter(Node node) {
			FaultInjection faults = this.run.faults;
			if (node != this.living || node.released || node.over) {
				faults.wrong("an object was called that does not live");
			}
			if (!this.interruptLeft && Thread.currentThread().isInterrupted() && !faults.isShuttingDown()) {
				faults.wrong("an interrupt came from another actor");
			}
			if (System.nanoTime() - this.notBefore < 0) {
				faults.wrong("the actor went on too early");
			}
			this.interruptLeft = false;
			Thread.interrupted();
		}

		void leaveInterrupt() {
			this.interruptLeft = true;
			Thread.currentThread().interrupt();
		}

		void failing(Throwable failure) {
			if (this.strategy.decide(failure) != Directive.STOP && !this.strategy.backoff().isNone()) {
				this.notBefore = System.nanoTime() + this.strategy.backoff().delay(1, 0.999).toNanos();
			}
		}

		/** Those of one teller come in order; one that is tried again comes again. */
		void inOrder(Letter letter) {
			if (letter.teller() >= 0) {
				if (letter.number() < this.last[letter.teller()]) {
					this.run.faults.wrong("a letter came behind a later one");
				}
				this.last[letter.teller()] = letter.number();
			}
		}

	}

	/** One object of an actor of the tree. */
	private static final class Node extends Actor {

		private final Family family;

		private final Random random;

		private final Run run;

		private final FaultInjection faults;

		private final List<ActorRef> children = new ArrayList<>();

		private boolean begun;

		private boolean over;

		private boolean released;

		/** How many letters this object has seen; a fresh one has seen none. */
		private int seen;

		Node(Family family) {
			this.family = family;
			this.random = family.random;
			this.run = family.run;
			this.faults = family.run.faults;
		}

		@Override
		protected void started() throws Exception {
			this.family.enter(this);
			if (this.begun || this.seen > 0) {
				this.faults.wrong("an object was started that was not fresh");
			}
			for (int i = 1; i <= BRANCHES && BRANCHES * this.family.number + i < NODES; i++) {
				int number = BRANCHES * this.family.number + i;
				Family family = new Family(this.run, number, this.random.nextLong());
				this.run.refs.remove(number);
				ActorRef child = create(family, "n" + number, ActorOptions.defaults());
				this.children.add(child);
				this.run.refs.put(number, child);
			}
			scheduleTell(self(), new Tick(this), Schedule.every(Duration.ofMillis(1 + this.random.nextInt(5))));
			if (this.family.number > 0) {
				this.faults.failAt(this.random, 12, Event.START_FAILED);
			}
			else {
				this.run.refs.put(0, self());
			}
			this.begun = true;
			this.run.started.incrementAndGet();
		}

		@Override
		protected void receive(ActorRef sender, Object message) throws Exception {
			this.family.enter(this);
			if (message instanceof Letter letter) {
				this.seen++;
				this.family.inOrder(letter);
				handle(sender, letter);
			}
			else if (message instanceof Tick tick) {
				if (tick.maker() != this) {
					this.faults.wrong("a tick of another object came");
				}
			}
			else if (message instanceof Terminated end) {
				if (!this.children.contains(end.actor())) {
					this.faults.wrong("a notice of another object's child came");
				}
			}
		}

		private void handle(ActorRef sender, Letter letter) throws Exception {
			switch (this.random.nextInt(12)) {
				case 0, 1 -> fail();
				case 2 -> {
					this.family.leaveInterrupt();
					fail();
				}
				case 3 -> this.family.leaveInterrupt();
				case 4 -> {
					await(stage(), (value, error) -> {
						this.family.enter(this);
						if (this.random.nextInt(3) == 0) {
							fail();
						}
						this.faults.processed(letter);
					});
					return;
				}
				case 5 -> {
					unhandled(letter);
					if (this.random.nextBoolean()) {
						fail();
					}
					return;
				}
				case 6 -> {
					if (!this.children.isEmpty()) {
						ActorRef child = this.children.get(this.random.nextInt(this.children.size()));
						tell(child, this.faults.newLetter(-1, 0));
					}
				}
				default -> {
				}
			}
			this.faults.processed(letter);
			if (sender.isAsking()) {
				tell(sender, "answer");
			}
		}

		private CompletableFuture<String> stage() {
			CompletableFuture<String> stage = new CompletableFuture<>();
			if (this.random.nextBoolean()) {
				stage.complete("at once");
			}
			else {
				stage.completeOnTimeout("later", 1, TimeUnit.MILLISECONDS);
			}
			return stage;
		}

		private void fail() {
			Throwable failure = Fault.values()[this.random.nextInt(Fault.values().length)].newThrowable();
			this.faults.note(Event.MESSAGE_FAILED);
			this.family.failing(failure);
			throw Fallible.Sneaky.sneaky(failure);
		}

		@Override
		protected boolean failed(ActorRef sender, Object message, Throwable error) throws Exception {
			if (message instanceof Letter letter) {
				this.faults.failAt(this.random, 10, Event.FAILED_FAILED);
				if (this.random.nextInt(3) == 0) {
					this.faults.dealtWith(letter);
					return true;
				}
			}
			return false;
		}

		@Override
		protected void restarted(ActorRef sender, Object message, Throwable error) throws Exception {
			this.faults.failAt(this.random, 4, Event.RESTARTED_FAILED);
		}

		@Override
		protected void stopped() throws Exception {
			if (this.over || !this.begun) {
				this.faults.wrong("an object was stopped twice, or before its start");
			}
			this.over = true;
			this.run.stopped.incrementAndGet();
			this.faults.failAt(this.random, 4, Event.STOPPED_FAILED);
		}

	}

}
