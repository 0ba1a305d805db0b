package io.pyctor.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartStackTests {

	private record Numbered(int number) implements Runnable {

		@Override
		public void run() {
		}

	}

	private final StartStack stack = new StartStack();

	@Test
	void emptyStackHasNothing() {
		assertThat(this.stack.isEmpty()).isTrue();
		assertThat(this.stack.pop()).isNull();
		assertThat(new StartStack().stealHalf(this.stack)).isZero();
	}

	@Test
	void tasksComeOutNewestFirstHoweverManyThereAre() {
		for (int count : new int[] { 1, 255, 256, 257, 10_000, 100_000 }) {
			for (int i = 0; i < count; i++) {
				this.stack.push(new Numbered(i));
			}
			for (int i = count - 1; i >= 0; i--) {
				assertThat(this.stack.pop()).isEqualTo(new Numbered(i));
			}
			assertThat(this.stack.pop()).isNull();
			this.stack.trim();
		}
	}

	@Test
	void thiefTakesTheOlderHalf() {
		for (int i = 0; i < 5; i++) {
			this.stack.push(new Numbered(i));
		}
		StartStack thief = new StartStack();
		assertThat(thief.stealHalf(this.stack)).isEqualTo(3);
		assertThat(drain(thief)).containsExactly(2, 1, 0);
		assertThat(drain(this.stack)).containsExactly(4, 3);
	}

	@Test
	void whatIsAddedWhereThievesTookIsNotLost() {
		int length = 256;
		for (int i = 0; i < length; i++) {
			this.stack.push(new Numbered(i));
		}
		StartStack thief = new StartStack();
		int stolen = thief.stealHalf(this.stack);
		// The array is full again, beyond its end and round.
		for (int i = length; i < length + stolen; i++) {
			this.stack.push(new Numbered(i));
		}
		List<Integer> rest = drain(this.stack);
		assertThat(rest).hasSize(length).startsWith(length + stolen - 1).endsWith(stolen + 1, stolen);
	}

	@Test
	void oldestIsTakenFromTheOtherEnd() {
		for (int i = 0; i < 100; i++) {
			this.stack.push(new Numbered(i));
		}
		assertThat(this.stack.takeOldest()).isEqualTo(new Numbered(0));
		assertThat(this.stack.pop()).isEqualTo(new Numbered(99));
		assertThat(this.stack.takeOldest()).isEqualTo(new Numbered(1));
	}

	@Test
	void stackAgreesWithASimpleOneWhateverHappens() {
		for (int seed = 0; seed < 200; seed++) {
			Random random = new Random(seed);
			StartStack tested = new StartStack();
			Deque<Integer> expected = new ArrayDeque<>();
			int next = 0;
			for (int step = 0; step < 500; step++) {
				int many = random.nextInt(40);
				switch (random.nextInt(4)) {
					case 0, 1 -> {
						for (int i = 0; i < many * 2; i++) {
							tested.push(new Numbered(next));
							expected.add(next++);
						}
					}
					case 2 -> {
						for (int i = 0; i < many; i++) {
							Integer first = expected.pollLast();
							Runnable task = tested.pop();
							assertThat(task).as("seed %d", seed)
								.isEqualTo((first != null) ? new Numbered(first) : null);
						}
					}
					default -> {
						StartStack thief = new StartStack();
						int stolen = thief.stealHalf(tested);
						assertThat(stolen).isEqualTo(expected.size() - expected.size() / 2);
						List<Integer> loot = drain(thief);
						Collections.reverse(loot);
						for (Integer number : loot) {
							assertThat(number).as("seed %d", seed).isEqualTo(expected.poll());
						}
					}
				}
			}
			List<Integer> rest = drain(tested);
			Collections.reverse(rest);
			assertThat(rest).as("seed %d", seed).containsExactlyElementsOf(expected);
		}
	}

	private static List<Integer> drain(StartStack stack) {
		List<Integer> numbers = new ArrayList<>();
		while (!stack.isEmpty()) {
			Runnable task = stack.pop();
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
				StartStack own = new StartStack();
				while (!done.get() || !this.stack.isEmpty()) {
					own.stealHalf(this.stack);
					take(own, taken, Integer.MAX_VALUE);
				}
			});
			thieves[t].start();
		}
		Random random = new Random(42);
		for (int next = 0; next < total;) {
			int burst = Math.min(total - next, random.nextInt(600));
			for (int i = 0; i < burst; i++) {
				this.stack.push(new Numbered(next++));
			}
			take(this.stack, taken, random.nextInt(600));
		}
		done.set(true);
		take(this.stack, taken, Integer.MAX_VALUE);
		for (Thread thief : thieves) {
			thief.join();
		}
		for (int i = 0; i < total; i++) {
			assertThat(taken.get(i)).as("task %d", i).isEqualTo(1);
		}
	}

	private static void take(StartStack stack, AtomicIntegerArray taken, int max) {
		for (int i = 0; i < max; i++) {
			Runnable task = stack.pop();
			if (task == null) {
				return;
			}
			taken.incrementAndGet(((Numbered) task).number());
		}
	}

}
