package io.pyctor;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads tell random keys while their actors are passivated, stopped and fail to begin
 * all the time: no key has two actors, no message is lost or comes twice, those of one
 * sender to one key stay in order, and each actor that began stops once.
 */
@Timeout(120)
class KeyedStressTests {

	private static final int TELLERS = 4;

	private static final int KEYS = 24;

	private static final int MESSAGES = 4_000;

	enum End {

		/** Everything that was told is done, then the system is shut down. */
		QUIET,

		/** The system is shut down in the midst of it. */
		SHUTDOWN,

		/** The parent of all is stopped in the midst of it. */
		STOP_OF_THE_PARENT

	}

	@ParameterizedTest
	@EnumSource
	void everyMessageComesToOneEndInOrderAtTheOneActorOfItsKey(End end) {
		Seeds.each(12, (seed) -> new Load(end, seed).run());
	}

	private record Told(Parcels.Parcel parcel, int teller, int number) {
	}

	private static final class Load {

		private final End end;

		private final long seed;

		private final boolean fails;

		private final Parcels parcels = new Parcels();

		private final Map<String, AtomicInteger> alive = new ConcurrentHashMap<>();

		private final Map<String, Integer> lastNumbers = new ConcurrentHashMap<>();

		private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

		private final LongAdder made = new LongAdder();

		private final LongAdder released = new LongAdder();

		private final LongAdder started = new LongAdder();

		private final LongAdder stopped = new LongAdder();

		private final LongAdder dead = new LongAdder();

		private final AtomicInteger underWay = new AtomicInteger();

		private final ActorSystem system;

		private final KeyedActors actors;

		Load(End end, long seed) {
			Random random = new Random(seed);
			this.end = end;
			this.seed = seed;
			this.fails = seed % 3 == 0;
			this.system = ActorSystem.builder("keyed")
				.parallelism(2)
				.throughput(1 + random.nextInt(40))
				.deadLetterLogLimit(0)
				.deadLetterListener(this::dead)
				.build();
			KeyedOptions options = KeyedOptions.defaults().idleTimeout(Duration.ofMillis(1 + random.nextInt(3)));
			if (random.nextInt(4) > 0) {
				options = options.maxActive(1 + random.nextInt(6));
			}
			if (random.nextInt(4) == 0) {
				options = options.actorOptions(ActorOptions.defaults().blocking());
			}
			this.actors = this.system.keyed("key", Member.class, new Factory(), options);
		}

		void run() throws Exception {
			Outsiders tellers = Outsiders.start(TELLERS, this::tell);
			if (this.end == End.QUIET) {
				tellers.join();
				WithActorSystem.eventually()
					.until(() -> this.underWay.get() == 0 && this.actors.snapshot().active() == 0);
				assertThat(this.fails || this.dead.sum() == 0).as("nothing is a dead letter").isTrue();
			}
			else {
				// Where creations fail, no more than twice as many may start in all.
				WithActorSystem.eventually().until(() -> this.started.sum() > KEYS);
				if (this.end == End.STOP_OF_THE_PARENT) {
					this.system.stop(this.actors.parent());
				}
				else {
					this.system.shutdown(WithActorSystem.LONG);
				}
				tellers.join();
			}
			WithActorSystem.end(this.system);
			this.parcels.check();
			assertThat(this.wrong).isEmpty();
			assertThat(this.released.sum()).as("released").isEqualTo(this.made.sum());
			assertThat(this.stopped.sum()).as("stopped").isEqualTo(this.started.sum());
			assertThat(this.actors.snapshot().active()).isZero();
		}

		private void tell(int teller) {
			Random random = new Random(this.seed * 31 + teller);
			ActorRef[] refs = new ActorRef[KEYS];
			for (int number = 0; number < MESSAGES; number++) {
				int key = random.nextInt(KEYS);
				if (refs[key] == null || random.nextInt(10) == 0) {
					refs[key] = this.actors.of("k" + key);
				}
				this.underWay.incrementAndGet();
				Told told = new Told(this.parcels.next(), teller, number);
				if (random.nextInt(10) == 0) {
					refs[key].ask(told, Object.class, WithActorSystem.LONG);
				}
				else {
					refs[key].tell(told);
				}
				switch (random.nextInt(60)) {
					case 0 -> this.system.stop(refs[key]);
					case 1 -> this.system.stopNow(refs[key]);
					case 2 -> refs[key].tell(new PoisonPill());
					case 3 -> Thread.yield();
					default -> {
					}
				}
			}
		}

		private void dead(DeadLetter letter, ActorRef sender) {
			if (letter.message() instanceof Told told) {
				this.dead.increment();
				this.underWay.decrementAndGet();
				this.parcels.dead(new DeadLetter(letter.actor(), told.parcel(), letter.reason()), sender);
			}
		}

		private void received(String key, Told told) {
			this.underWay.decrementAndGet();
			this.parcels.processed(told.parcel());
			Integer last = this.lastNumbers.put(key + "/" + told.teller(), told.number());
			if (last != null && last >= told.number()) {
				this.wrong.add(key + " got " + told.number() + " after " + last);
			}
		}

		private AtomicInteger aliveOf(String key) {
			return this.alive.computeIfAbsent(key, (k) -> new AtomicInteger());
		}

		private final class Factory implements KeyedActorFactory {

			@Override
			public Actor create(String key) {
				if (Load.this.fails && Load.this.made.sum() % 5 == 1) {
					Load.this.made.increment();
					Load.this.released.increment();
					throw new Mishap();
				}
				Load.this.made.increment();
				if (aliveOf(key).incrementAndGet() != 1) {
					Load.this.wrong.add("two actors of " + key);
				}
				return new Member(Load.this, key);
			}

			@Override
			public void release(Actor actor) {
				aliveOf(((Member) actor).key).decrementAndGet();
				Load.this.released.increment();
			}

		}

	}

	private static final class Member extends Actor {

		private final Load load;

		private final String key;

		Member(Load load, String key) {
			this.load = load;
			this.key = key;
		}

		@Override
		protected void started() {
			if (this.load.fails && this.load.made.sum() % 7 == 3) {
				throw new Mishap();
			}
			if (this.load.seed % 2 == 0) {
				// Fails while the system shuts down.
				create(LambdaActor::idle);
			}
			this.load.started.increment();
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Told told) {
				this.load.received(this.key, told);
				if (told.number() % 97 == 0) {
					context().passivate();
				}
				if (sender.isAsking()) {
					tell(sender, "received");
				}
			}
		}

		@Override
		protected void stopped() {
			this.load.stopped.increment();
		}

	}

}
