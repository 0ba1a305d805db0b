package io.pyctor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A key that is told something against whatever ends or begins its actor. The results are
 * what was received, in order, and how many actors began and stopped. A message that is
 * lost, comes twice or is overtaken, and a second actor beside the first, are forbidden.
 */
final class KeyedStress {

	private KeyedStress() {
	}

	/** One key of a type of its own, whose turns the threads of the test run. */
	private static final class Key {

		private final Queue<Object> received = new ConcurrentLinkedQueue<>();

		private final AtomicInteger made = new AtomicInteger();

		private final AtomicInteger released = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private final KeyedHost host = new KeyedHost(Cells.SYSTEM, "key", Member.class, new Factory(),
				KeyedOptions.defaults());

		private final KeyedRef ref;

		Key() {
			ActorCreation.create(Cells.root(new Probe()), new KeyedParent(this.host), "key");
			this.ref = (KeyedRef) this.host.of("k");
		}

		static Key active() {
			Key key = new Key();
			key.ref.tell("");
			return key;
		}

		void passivate() {
			this.host.activations().iterator().next().ask(Long.MAX_VALUE);
		}

		void report(LL_Result r) {
			StringBuilder text = new StringBuilder();
			this.received.forEach(text::append);
			r.r1 = text.toString();
			r.r2 = this.made + "/" + this.released + ((this.most.get() > 1) ? " at once" : "");
		}

		private final class Factory implements KeyedActorFactory {

			@Override
			public Actor create(String key) {
				int alive = Key.this.made.incrementAndGet() - Key.this.released.get();
				Key.this.most.accumulateAndGet(alive, Math::max);
				return new Member(Key.this.received);
			}

			@Override
			public void release(Actor actor) {
				Key.this.released.incrementAndGet();
			}

		}

	}

	private static final class Member extends Actor {

		private final Queue<Object> received;

		Member(Queue<Object> received) {
			this.received = received;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			this.received.add(message);
		}

	}

	/** Two messages against a passivation. */
	@JCStressTest
	@Outcome(id = "ab, 1/0", expect = Expect.ACCEPTABLE, desc = "It was in use.")
	@Outcome(id = "ab, 1/1", expect = Expect.ACCEPTABLE, desc = "Both came before the end.")
	@Outcome(id = "ab, 2/1", expect = Expect.ACCEPTABLE, desc = "The end came before or in between.")
	@State
	public static class Passivation {

		private final Key key = Key.active();

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			this.key.ref.tell("a");
			this.key.ref.tell("b");
		}

		@org.openjdk.jcstress.annotations.Actor
		public void sweep() {
			this.key.passivate();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			this.key.report(r);
		}

	}

	/** Two messages against a stop. */
	@JCStressTest
	@Outcome(id = "ab, 1/1", expect = Expect.ACCEPTABLE, desc = "Both came before the end.")
	@Outcome(id = "ab, 2/1", expect = Expect.ACCEPTABLE, desc = "The end came before or in between.")
	@State
	public static class Stop {

		private final Key key = Key.active();

		@org.openjdk.jcstress.annotations.Actor
		public void teller() {
			this.key.ref.tell("a");
			this.key.ref.tell("b");
		}

		@org.openjdk.jcstress.annotations.Actor
		public void stopper() {
			this.key.ref.stop();
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			this.key.report(r);
		}

	}

	/** The first message from two threads. */
	@JCStressTest
	@Outcome(id = { "ab, 1/0", "ba, 1/0" }, expect = Expect.ACCEPTABLE, desc = "One actor got both.")
	@State
	public static class Activation {

		private final Key key = new Key();

		@org.openjdk.jcstress.annotations.Actor
		public void one() {
			this.key.ref.tell("a");
		}

		@org.openjdk.jcstress.annotations.Actor
		public void other() {
			this.key.ref.tell("b");
		}

		@Arbiter
		public void arbiter(LL_Result r) {
			this.key.report(r);
		}

	}

}
