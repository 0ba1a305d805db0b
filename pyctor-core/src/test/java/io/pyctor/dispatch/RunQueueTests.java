package io.pyctor.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunQueueTests {

	private record Numbered(int number) implements Runnable {

		@Override
		public void run() {
		}

	}

	private final RunQueue queue = new RunQueue();

	@Test
	void emptyQueueHasNothing() {
		assertThat(this.queue.isEmpty()).isTrue();
		assertThat(this.queue.poll()).isNull();
		assertThat(new RunQueue().stealHalf(this.queue)).isZero();
	}

	@Test
	void tasksComeOutInOrderHoweverManyThereAre() {
		for (int count : new int[] { 1, 255, 256, 257, 10_000, 100_000 }) {
			for (int i = 0; i < count; i++) {
				this.queue.add(new Numbered(i));
			}
			for (int i = 0; i < count; i++) {
				assertThat(this.queue.poll()).isEqualTo(new Numbered(i));
			}
			assertThat(this.queue.poll()).isNull();
			this.queue.trim();
		}
	}

	@Test
	void thiefTakesTheOlderHalfInOrder() {
		for (int i = 0; i < 5; i++) {
			this.queue.add(new Numbered(i));
		}
		RunQueue thief = new RunQueue();
		assertThat(thief.stealHalf(this.queue)).isEqualTo(3);
		assertThat(drain(thief)).containsExactly(0, 1, 2);
		assertThat(drain(this.queue)).containsExactly(3, 4);
	}

	@Test
	void whatIsAddedWhereThievesTookIsNotLost() {
		int length = 256;
		for (int i = 0; i < length; i++) {
			this.queue.add(new Numbered(i));
		}
		RunQueue thief = new RunQueue();
		int stolen = thief.stealHalf(this.queue);
		// The array is full again, beyond its end and round.
		for (int i = length; i < length + stolen; i++) {
			this.queue.add(new Numbered(i));
		}
		List<Integer> rest = drain(this.queue);
		assertThat(rest).hasSize(length).startsWith(stolen, stolen + 1).endsWith(length + stolen - 1);
		assertThat(rest).isSorted();
	}

	@Test
	void queueAgreesWithASimpleOneWhateverHappens() {
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			RunQueue tested = new RunQueue();
			Deque<Integer> expected = new ArrayDeque<>();
			int next = 0;
			for (int step = 0; step < 500; step++) {
				int many = random.nextInt(40);
				switch (random.nextInt(4)) {
					case 0, 1 -> {
						for (int i = 0; i < many * 2; i++) {
							tested.add(new Numbered(next));
							expected.add(next++);
						}
					}
					case 2 -> {
						for (int i = 0; i < many; i++) {
							Integer first = expected.poll();
							Runnable task = tested.poll();
							assertThat(task).as("seed %d", seed)
								.isEqualTo((first != null) ? new Numbered(first) : null);
						}
					}
					default -> {
						RunQueue thief = new RunQueue();
						int stolen = thief.stealHalf(tested);
						assertThat(stolen).isEqualTo(expected.size() - expected.size() / 2);
						for (Integer number : drain(thief)) {
							assertThat(number).as("seed %d", seed).isEqualTo(expected.poll());
						}
					}
				}
			}
			assertThat(drain(tested)).as("seed %d", seed).containsExactlyElementsOf(expected);
		}
	}

	private static List<Integer> drain(RunQueue queue) {
		List<Integer> numbers = new ArrayList<>();
		while (!queue.isEmpty()) {
			Runnable task = queue.poll();
			numbers.add((task != null) ? ((Numbered) task).number() : null);
		}
		return numbers;
	}

	@Test
	void eachTaskIsTakenOnceByOwnerOrThief() throws Exception {
		int total = 300_000;
		AtomicIntegerArray taken = new AtomicIntegerArray(total);
		AtomicBoolean done = new AtomicBoolean();
		Thread[] thieves = new Thread[2];
		for (int t = 0; t < thieves.length; t++) {
			thieves[t] = new Thread(() -> {
				RunQueue own = new RunQueue();
				while (!done.get() || !this.queue.isEmpty()) {
					own.stealHalf(this.queue);
					take(own, taken, Integer.MAX_VALUE);
				}
			});
			thieves[t].start();
		}
		Random random = new Random(42);
		for (int next = 0; next < total;) {
			int burst = Math.min(total - next, random.nextInt(600));
			for (int i = 0; i < burst; i++) {
				this.queue.add(new Numbered(next++));
			}
			take(this.queue, taken, random.nextInt(600));
		}
		done.set(true);
		take(this.queue, taken, Integer.MAX_VALUE);
		for (Thread thief : thieves) {
			thief.join();
		}
		for (int i = 0; i < total; i++) {
			assertThat(taken.get(i)).as("task %d", i).isEqualTo(1);
		}
	}

	private static void take(RunQueue queue, AtomicIntegerArray taken, int max) {
		for (int i = 0; i < max; i++) {
			Runnable task = queue.poll();
			if (task == null) {
				return;
			}
			taken.incrementAndGet(((Numbered) task).number());
		}
	}

}
