package io.pyctor.benchmarks.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A thread for each actor, which takes its messages from a blocking queue.
 */
public final class ThreadEngine implements Engine {

	private final Supplier<BlockingQueue<Object>> queues;

	private final Consumer<Runnable> starter;

	private ThreadEngine(Supplier<BlockingQueue<Object>> queues, Consumer<Runnable> starter) {
		this.queues = queues;
		this.starter = starter;
	}

	static ThreadEngine virtualWithLockingQueues() {
		return new ThreadEngine(LinkedBlockingQueue::new, VirtualThreads::start);
	}

	static ThreadEngine virtualWithTransferQueues() {
		return new ThreadEngine(LinkedTransferQueue::new, VirtualThreads::start);
	}

	/**
	 * No engine at all, but what the operating system takes to wake a thread.
	 * @return a platform thread for each actor
	 */
	public static ThreadEngine platform() {
		return new ThreadEngine(LinkedTransferQueue::new, (actor) -> {
			Thread thread = new Thread(actor);
			thread.setDaemon(true);
			thread.start();
		});
	}

	@Override
	public Object spawn(Behavior behavior) {
		ThreadActor actor = new ThreadActor(this, behavior);
		this.starter.accept(actor);
		return actor;
	}

	@Override
	public void send(Object ref, Object message) {
		((ThreadActor) ref).queue.add(message);
	}

	@Override
	public void stop(Object ref) {
		((ThreadActor) ref).queue.add(ThreadActor.STOP);
	}

	@Override
	public Object spawnAnswering(UnaryOperator<Object> answer) {
		return spawn(Question.answering(answer));
	}

	@Override
	public Object ask(Object ref, Object question) throws Exception {
		return Question.ask(this, ref, question);
	}

	@Override
	public void close() {
		// Its actors are daemon threads that end with the process.
	}

	/** Apart, since an older Java has none. */
	private static final class VirtualThreads {

		private static final MethodHandle START = Handles.staticMethod(Thread.class, "startVirtualThread",
				MethodType.methodType(Thread.class, Runnable.class), MethodType.methodType(void.class, Runnable.class));

		static void start(Runnable actor) {
			try {
				START.invokeExact(actor);
			}
			catch (Throwable ex) {
				throw Handles.failed(ex);
			}
		}

	}

	private static final class ThreadActor implements Self, Runnable {

		static final Object STOP = new Object();

		private final ThreadEngine engine;

		private final Behavior behavior;

		private final BlockingQueue<Object> queue;

		private boolean finished;

		ThreadActor(ThreadEngine engine, Behavior behavior) {
			this.engine = engine;
			this.behavior = behavior;
			this.queue = engine.queues.get();
		}

		@Override
		public void run() {
			try {
				while (!this.finished) {
					Object message = this.queue.take();
					if (message == STOP) {
						return;
					}
					this.behavior.receive(this, message);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public Object ref() {
			return this;
		}

		@Override
		public void send(Object ref, Object message) {
			((ThreadActor) ref).queue.add(message);
		}

		@Override
		public Object spawn(Behavior behavior) {
			return this.engine.spawn(behavior);
		}

		@Override
		public void finish() {
			this.finished = true;
		}

	}

}
