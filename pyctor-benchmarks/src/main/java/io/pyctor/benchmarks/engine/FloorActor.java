package io.pyctor.benchmarks.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

import org.jspecify.annotations.Nullable;

/**
 * An actor that is its own queue and its own task. A producer exchanges the last node for
 * its own: where it finds none, the actor is idle and this producer schedules it, else it
 * links its node. The consumer goes idle by putting none back.
 */
@SuppressWarnings({ "serial", "unused" })
final class FloorActor extends ForkJoinTask<@Nullable Void> implements Self {

	private static final VarHandle LAST;

	private static final VarHandle NEXT;

	/** After so many messages others get the thread. */
	private static final int BATCH = 256;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			LAST = lookup.findVarHandle(FloorActor.class, "last", Node.class);
			NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final transient ForkJoinPool pool;

	private final transient Behavior behavior;

	private transient volatile @Nullable Node last;

	/** Where the consumer begins: set by whoever schedules this task. */
	private transient @Nullable Node first;

	FloorActor(ForkJoinPool pool, Behavior behavior) {
		this.pool = pool;
		this.behavior = behavior;
	}

	void enqueue(Object message) {
		Node node = new Node(message);
		Node previous = (Node) LAST.getAndSet(this, node);
		if (previous == null) {
			this.first = node;
			this.pool.execute(this);
		}
		else {
			NEXT.setRelease(previous, node);
		}
	}

	/** Never done, so that the pool runs the same task again. */
	@Override
	protected boolean exec() {
		Node node = this.first;
		for (int i = 0; node != null && i < BATCH; i++) {
			this.behavior.receive(this, node.message);
			node = after(node);
		}
		if (node != null) {
			this.first = node;
			this.pool.execute(this);
		}
		return false;
	}

	private @Nullable Node after(Node node) {
		Node next = (Node) NEXT.getAcquire(node);
		if (next == null) {
			if (LAST.compareAndSet(this, node, null)) {
				return null;
			}
			while ((next = (Node) NEXT.getAcquire(node)) == null) {
				Thread.onSpinWait();
			}
		}
		node.next = null;
		return next;
	}

	@Override
	public @Nullable Void getRawResult() {
		return null;
	}

	@Override
	protected void setRawResult(@Nullable Void value) {
		// There is none.
	}

	@Override
	public Object ref() {
		return this;
	}

	@Override
	public void send(Object ref, Object message) {
		((FloorActor) ref).enqueue(message);
	}

	@Override
	public Object spawn(Behavior behavior) {
		return new FloorActor(this.pool, behavior);
	}

	@Override
	public void finish() {
		// The garbage collector ends an actor.
	}

	private static final class Node {

		final Object message;

		@Nullable Node next;

		Node(Object message) {
			this.message = message;
		}

	}

}
