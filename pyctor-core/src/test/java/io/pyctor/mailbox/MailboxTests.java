package io.pyctor.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTests {

	private static final class Node extends MailboxNode<Node> {

		final int producer;

		final int number;

		Node(int number) {
			this(0, number);
		}

		Node(int producer, int number) {
			this.producer = producer;
			this.number = number;
		}

	}

	/** The test as a consumer, at one mailbox. */
	private static class Turn extends MailboxConsumer<Node> {

		private boolean inside;

		/** Begin a turn and return its first node, or null when there is none. */
		Node enter(Mailbox<Node> box) {
			Node first = begin(box);
			this.inside = true;
			return isTaken(box) ? next(box, first) : first;
		}

		/** Return the next node; null when idle, or when the turn ended for a link. */
		Node next(Mailbox<Node> box, Node done) {
			Node next = after(done);
			if (next == null) {
				next = nextOrIdle(box, done);
				if (next == null || next == done) {
					this.inside = false;
					return null;
				}
			}
			// Ahead of the place most of the time, as long turns are.
			if (next.number % 3 == 0) {
				moveOn(box, done, next);
			}
			else {
				stepAhead();
			}
			return next;
		}

		void leaveAt(Mailbox<Node> box, Node node, boolean taken) {
			this.inside = false;
			leave(box, node, taken);
		}

		int consumed() {
			return this.inside ? 1 + steps() : -1;
		}

		int consumeOne(Mailbox<Node> box) {
			Node node = enter(box);
			assertThat(current(box)).isSameAs(node);
			Node next = next(box, node);
			if (next != null) {
				leaveAt(box, next, false);
			}
			return node.number;
		}

		List<Integer> consumeAll(Mailbox<Node> box) {
			List<Integer> numbers = new ArrayList<>();
			for (Node node = enter(box); node != null; node = next(box, node)) {
				assertThat(current(box)).isSameAs(node);
				numbers.add(node.number);
			}
			return numbers;
		}

		List<Integer> consumeAllAndClose(Mailbox<Node> box) {
			List<Integer> numbers = new ArrayList<>();
			Node node = begin(box);
			if (!isTaken(box)) {
				numbers.add(node.number);
			}
			for (node = nextOrClose(box, node); node != null; node = nextOrClose(box, node)) {
				numbers.add(node.number);
			}
			return numbers;
		}

	}

	/** A mailbox whose consumer is the test. */
	private static final class Box extends Mailbox<Node> {

		final Queue<Node> refused = new ConcurrentLinkedQueue<>();

		final Turn turn = new Turn();

		Box() {
		}

		Box(Node first) {
			super(first);
		}

		@Override
		protected void refused(Node node) {
			this.refused.add(node);
		}

		Offer put(int number) {
			return offer(new Node(number));
		}

		/** Consume all there is, as one turn. */
		List<Integer> turn() {
			return this.turn.consumeAll(this);
		}

		List<Integer> lastTurn() {
			return this.turn.consumeAllAndClose(this);
		}

		/** Consume one node and end the turn before the next. */
		int one() {
			return this.turn.consumeOne(this);
		}

		List<Integer> waiting() {
			List<Integer> numbers = new ArrayList<>();
			forEachWaiting(this.turn.consumed(), (node) -> numbers.add(node.number));
			return numbers;
		}

		boolean idle() {
			return isIdle();
		}

		boolean closed() {
			return isClosed();
		}

	}

	@Test
	void whoFindsItIdleWakesTheConsumerAndNobodyElse() {
		Box box = new Box();
		assertThat(box.idle()).isTrue();
		assertThat(box.put(1)).isEqualTo(Offer.WAKE);
		assertThat(box.put(2)).isEqualTo(Offer.QUEUED);
		assertThat(box.put(3)).isEqualTo(Offer.QUEUED);
		assertThat(box.idle()).isFalse();
		assertThat(box.turn()).containsExactly(1, 2, 3);
		assertThat(box.idle()).isTrue();
		assertThat(box.put(4)).isEqualTo(Offer.WAKE);
		assertThat(box.turn()).containsExactly(4);
	}

	@Test
	void mailboxWithAFirstNodeIsNotIdle() {
		Box box = new Box(new Node(1));
		assertThat(box.idle()).isFalse();
		assertThat(box.put(2)).isEqualTo(Offer.QUEUED);
		assertThat(box.turn()).containsExactly(1, 2);
	}

	@Test
	void offerDuringTheTurnIsConsumedInIt() {
		Box box = new Box(new Node(1));
		Node first = box.turn.enter(box);
		assertThat(box.put(2)).isEqualTo(Offer.QUEUED);
		Node second = box.turn.next(box, first);
		assertThat(second.number).isEqualTo(2);
		assertThat(box.turn.next(box, second)).isNull();
		assertThat(box.idle()).isTrue();
	}

	@Test
	void pausedTurnGoesOnWhereItWas() {
		Box box = new Box(new Node(1));
		box.put(2);
		box.put(3);
		assertThat(box.one()).isEqualTo(1);
		assertThat(box.put(4)).isEqualTo(Offer.QUEUED);
		assertThat(box.one()).isEqualTo(2);
		assertThat(box.turn()).containsExactly(3, 4);
		assertThat(box.idle()).isTrue();
	}

	@Test
	void turnThatEndedBehindANodeGoesOnBehindIt() {
		Box box = new Box(new Node(1));
		box.put(2);
		box.turn.leaveAt(box, box.turn.enter(box), true);
		assertThat(box.turn()).containsExactly(2);
	}

	@Test
	void lastTurnConsumesAllAndCloses() {
		Box box = new Box(new Node(1));
		box.put(2);
		assertThat(box.lastTurn()).containsExactly(1, 2);
		assertThat(box.closed()).isTrue();
		assertThat(box.idle()).isFalse();
		assertThat(box.put(3)).isEqualTo(Offer.CLOSED);
		assertThat(box.put(4)).isEqualTo(Offer.CLOSED);
		assertThat(box.refused).extracting((node) -> node.number).containsExactly(3, 4);
		assertThat(box.closed()).isTrue();
	}

	@Test
	void waitingNodesAreShownInOrder() {
		Box box = new Box(new Node(1));
		box.put(2);
		box.put(3);
		assertThat(box.waiting()).containsExactly(1, 2, 3);
		Node first = box.turn.enter(box);
		assertThat(box.waiting()).containsExactly(2, 3);
		Node second = box.turn.next(box, first);
		assertThat(box.waiting()).containsExactly(3);
		box.turn.leaveAt(box, second, false);
		assertThat(box.waiting()).containsExactly(2, 3);
		assertThat(box.turn()).containsExactly(2, 3);
		assertThat(box.waiting()).isEmpty();
		box.put(4);
		assertThat(box.lastTurn()).containsExactly(4);
		assertThat(box.waiting()).isEmpty();
	}

	/** Consumes on a pool, woken and requeued as an engine would do it. */
	private static final class Counter extends Mailbox<Node> implements Runnable {

		private final ExecutorService pool;

		private final AtomicInteger inside = new AtomicInteger();

		final AtomicInteger errors = new AtomicInteger();

		final CountDownLatch done;

		private final int[] expected;

		Counter(ExecutorService pool, int producers, int total) {
			this.pool = pool;
			this.expected = new int[producers];
			this.done = new CountDownLatch(total);
		}

		void put(Node node) {
			if (offer(node) == Offer.WAKE) {
				this.pool.execute(this);
			}
		}

		@Override
		public void run() {
			Turn turn = new Turn();
			Node node = turn.begin(this);
			if (!turn.isTaken(this)) {
				consume(node);
			}
			for (int handled = 1;; handled++) {
				Node done = node;
				node = turn.after(done);
				if (node == null) {
					node = turn.nextOrIdle(this, done);
				}
				if (node == null) {
					return;
				}
				if (node == done) {
					turn.leaveAt(this, done, true);
					break;
				}
				turn.moveOn(this, done, node);
				if (handled == 3) {
					turn.leaveAt(this, node, false);
					break;
				}
				consume(node);
			}
			this.pool.execute(this);
		}

		private void consume(Node node) {
			if (this.inside.getAndIncrement() != 0) {
				this.errors.incrementAndGet();
			}
			if (this.expected[node.producer]++ != node.number) {
				this.errors.incrementAndGet();
			}
			this.done.countDown();
			// What is shared is left before the mailbox may be in other hands.
			this.inside.decrementAndGet();
		}

		@Override
		protected void refused(Node node) {
			this.errors.incrementAndGet();
		}

	}

	@Test
	void everyNodeIsConsumedOnceInTheOrderOfItsProducer() throws Exception {
		int producers = 4;
		int perProducer = 100_000;
		ExecutorService pool = Executors.newFixedThreadPool(3);
		Counter counter = new Counter(pool, producers, producers * perProducer);
		List<Thread> threads = new ArrayList<>();
		for (int p = 0; p < producers; p++) {
			int producer = p;
			threads.add(new Thread(() -> {
				for (int i = 0; i < perProducer; i++) {
					counter.put(new Node(producer, i));
					if (i % 64 == producer) {
						Thread.onSpinWait();
					}
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(counter.done.await(20, TimeUnit.SECONDS)).isTrue();
		pool.shutdown();
		assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		assertThat(counter.errors).hasValue(0);
	}

	@Test
	void everyNodeIsConsumedOrRefusedOnceWhileTheMailboxCloses() throws Exception {
		int producers = 3;
		int perProducer = 60;
		for (int round = 0; round < 2_000; round++) {
			Box box = new Box(new Node(-1));
			CountDownLatch go = new CountDownLatch(1);
			List<Thread> threads = new ArrayList<>();
			AtomicInteger closed = new AtomicInteger();
			for (int p = 0; p < producers; p++) {
				int producer = p;
				threads.add(new Thread(() -> {
					awaitUnchecked(go);
					for (int i = 0; i < perProducer; i++) {
						if (box.offer(new Node(producer, producer * perProducer + i)) == Offer.CLOSED) {
							closed.incrementAndGet();
						}
					}
				}));
			}
			threads.forEach(Thread::start);
			go.countDown();
			List<Integer> consumed = box.lastTurn();
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(box.closed()).isTrue();
			List<Integer> all = new ArrayList<>(consumed);
			box.refused.forEach((node) -> all.add(node.number));
			assertThat(all).hasSize(1 + producers * perProducer).doesNotHaveDuplicates();
			assertThat(closed.get()).isLessThanOrEqualTo(box.refused.size());
		}
	}

	private static void awaitUnchecked(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
