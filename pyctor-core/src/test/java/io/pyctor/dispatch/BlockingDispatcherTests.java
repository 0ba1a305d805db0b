package io.pyctor.dispatch;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BlockingDispatcherTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void tasksThatBlockHoldNobodyUp(boolean virtualThreads) throws Exception {
		int count = virtualThreads ? 2_000 : 200;
		Dispatcher dispatcher = Dispatchers.blocking("blocking-test", virtualThreads);
		CountDownLatch together = new CountDownLatch(count);
		CountDownLatch done = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			dispatcher.execute(() -> {
				together.countDown();
				await(together);
				done.countDown();
			});
		}
		await(done);
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void taskRunsOnAThreadThatIsNamedAfterTheDispatcher(boolean virtualThreads) throws Exception {
		Dispatcher dispatcher = Dispatchers.blocking("blocking-test", virtualThreads);
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Queue<Thread> threads = new ConcurrentLinkedQueue<>();
		Runnable task = () -> {
			threads.add(Thread.currentThread());
			running.countDown();
			await(release);
		};
		dispatcher.execute(task);
		await(running);
		assertThat(threads.element().getName()).startsWith("blocking-test-");
		release.countDown();
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void flagOfOneTaskNeverReachesAnother(boolean virtualThreads) throws Exception {
		Dispatcher dispatcher = Dispatchers.blocking("blocking-test", virtualThreads);
		AtomicInteger seen = new AtomicInteger();
		for (int i = 0; i < 500; i++) {
			CountDownLatch done = new CountDownLatch(1);
			dispatcher.execute(() -> {
				seen.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
				Thread.currentThread().interrupt();
				done.countDown();
			});
			await(done);
		}
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
		assertThat(seen).hasValue(0);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void threadsAreVirtualWhereTheJvmHasThem() throws Exception {
		assertThat(VirtualThreads.executor("x")).hasValueSatisfying(ExecutorService::shutdown);
		assertThat(kindOfThread(true)).contains("VirtualThread");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void threadsAreOfThePlatformWhereTheJvmHasNoOthers() throws Exception {
		assertThat(VirtualThreads.executor("x")).isEmpty();
		assertThat(kindOfThread(true)).isEqualTo(Thread.class.getName());
	}

	@Test
	void threadsAreOfThePlatformWhenAskedFor() throws Exception {
		assertThat(kindOfThread(false)).isEqualTo(Thread.class.getName());
	}

	private static String kindOfThread(boolean virtualThreads) throws Exception {
		Dispatcher dispatcher = Dispatchers.blocking("blocking-test", virtualThreads);
		Queue<String> kinds = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(1);
		dispatcher.execute(() -> {
			kinds.add(Thread.currentThread().getClass().getName());
			done.countDown();
		});
		await(done);
		dispatcher.close();
		assertThat(dispatcher.awaitClosed(LONG)).isTrue();
		return kinds.element();
	}

	@Test
	void noThreadIsLeftAfterClose() throws Exception {
		for (int i = 0; i < 50; i++) {
			Dispatcher dispatcher = Dispatchers.blocking("blocking-test", false);
			CountDownLatch done = new CountDownLatch(3);
			for (int n = 0; n < 3; n++) {
				dispatcher.execute(done::countDown);
			}
			await(done);
			dispatcher.close();
			assertThat(dispatcher.awaitClosed(LONG)).isTrue();
			assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().startsWith("blocking-test"));
		}
	}

}
