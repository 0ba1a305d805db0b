package io.pyctor.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.pyctor.mailbox.StackRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class OutsideQueueTests {

	private record Task(int producer, int number) implements Runnable {

		@Override
		public void run() {
		}

	}

	private final OutsideQueue queue = new OutsideQueue();

	@Test
	void tasksComeOutInOrder() {
		assertThat(this.queue.isEmpty()).isTrue();
		assertThat(this.queue.poll()).isNull();
		assertThat(this.queue.firstPlace()).isNull();
		List<Task> tasks = IntStream.range(0, 10).mapToObj((i) -> new Task(0, i)).toList();
		List<Object> places = new ArrayList<>();
		tasks.forEach((task) -> places.add(this.queue.add(task)));
		for (int i = 0; i < 10; i++) {
			assertThat(this.queue.isEmpty()).isFalse();
			assertThat(this.queue.firstPlace()).isSameAs(places.get(i));
			assertThat(this.queue.poll()).isSameAs(tasks.get(i));
		}
		assertThat(this.queue.isEmpty()).isTrue();
		assertThat(this.queue.poll()).isNull();
	}

	@Test
	void taskThatIsTakenBackDoesNotComeOut() {
		Task first = new Task(0, 1);
		OutsideQueue.Place place = this.queue.add(first);
		OutsideQueue.Place second = this.queue.add(new Task(0, 2));
		OutsideQueue.Place last = this.queue.add(new Task(0, 3));
		assertThat(this.queue.remove(second)).isTrue();
		assertThat(this.queue.remove(second)).isFalse();
		assertThat(this.queue.poll()).isSameAs(first);
		assertThat(this.queue.remove(place)).isFalse();
		assertThat(this.queue.remove(last)).isTrue();
		assertThat(this.queue.poll()).isNull();
		assertThat(this.queue.isEmpty()).isTrue();
	}

	@Test
	void eachTaskComesOutOnceAndInTheOrderOfWhoAddedIt() throws Exception {
		int producers = 3;
		int each = 100_000;
		AtomicInteger left = new AtomicInteger(producers * each);
		List<Queue<Task>> taken = List.of(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
		CyclicBarrier start = new CyclicBarrier(producers + taken.size());
		List<Thread> threads = new ArrayList<>();
		IntStream.range(0, producers).forEach((producer) -> threads.add(new Thread(() -> {
			await(start);
			for (int i = 0; i < each; i++) {
				this.queue.add(new Task(producer, i));
			}
		})));
		taken.forEach((mine) -> threads.add(new Thread(() -> {
			await(start);
			while (left.get() > 0) {
				if (this.queue.poll() instanceof Task task) {
					mine.add(task);
					left.decrementAndGet();
				}
			}
		})));
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(this.queue.isEmpty()).isTrue();
		assertThat(taken.stream().flatMap(Queue::stream).distinct()).hasSize(producers * each);
		for (Queue<Task> mine : taken) {
			int[] last = { -1, -1, -1 };
			for (Task task : mine) {
				assertThat(task.number()).isGreaterThan(last[task.producer()]);
				last[task.producer()] = task.number();
			}
		}
	}

	/** The stack ends anywhere within: what was added is there, and nothing else. */
	@Test
	void taskIsInOrNotWhereverAStackEnds() throws Exception {
		int[] added = new int[1];
		Thread deep = new Thread(null, () -> {
			for (int i = 0; i < 2_000; i++) {
				try {
					addAtEachLevel(added, i % 50);
				}
				catch (StackOverflowError ex) {
					// What that has added was not counted, and is not in.
				}
			}
		}, "deep", 160 * 1024);
		deep.start();
		deep.join();
		int taken = 0;
		while (this.queue.poll() != null) {
			taken++;
		}
		assertThat(taken).isEqualTo(added[0]);
	}

	private int addAtEachLevel(int[] added, int more) {
		if (more == 0) {
			StackRoom.claimSome();
			this.queue.add(new Task(0, 0));
			added[0]++;
		}
		return 1 + addAtEachLevel(added, Math.max(0, more - 1));
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
