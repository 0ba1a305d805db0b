package io.pyctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Children that have ended and that nobody has taken off the list of their parent yet: a
 * stack without a lock. Many actors may come and go side by side; whoever creates them
 * would wait for the lock of the list at each end of another one. So the lock is taken
 * once for several ends, by the thread of the last, or by whoever looks at the list.
 */
final class Leavers {

	private static final VarHandle TOP;

	static {
		try {
			TOP = MethodHandles.lookup().findVarHandle(Leavers.class, "top", Leaver.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** Where every child leaves by itself. */
	static final Leavers NONE = new Leavers();

	/** So many leave together. */
	private static final int MANY = 16;

	private volatile @Nullable Leaver top;

	/**
	 * Add a child. Any thread.
	 * @return whether it is time to take them off the list
	 */
	boolean add(ActorCell child) {
		Leaver leaver;
		Leaver before;
		do {
			before = this.top;
			leaver = new Leaver(child, before);
		}
		while (!TOP.compareAndSet(this, before, leaver));
		return leaver.count >= MANY;
	}

	/** Take all, the one that came last first. Any thread. */
	@Nullable Leaver takeAll() {
		return isEmpty() ? null : (Leaver) TOP.getAndSet(this, null);
	}

	boolean isEmpty() {
		return this.top == null;
	}

	static final class Leaver {

		final ActorCell child;

		final @Nullable Leaver before;

		private final int count;

		Leaver(ActorCell child, @Nullable Leaver before) {
			this.child = child;
			this.before = before;
			this.count = (before != null) ? before.count + 1 : 1;
		}

	}

}
