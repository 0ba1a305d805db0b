package io.pyctor.benchmarks.workload;

import io.pyctor.benchmarks.engine.Behavior;
import io.pyctor.benchmarks.engine.Self;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A hundred chameneos come to one mall, whose mailbox is contended; it introduces the
 * first of two to the second, and they change their colours. A meeting is one operation.
 */
public class Chameneos extends Workload {

	private static final int CHAMENEOS = 100;

	private static final int MEETINGS = 200_000;

	private static final int COLORS = 3;

	private static final Object EXIT = new Object();

	/**
	 * Let them meet.
	 * @return how many meetings the chameneos counted
	 */
	@Benchmark
	@OperationsPerInvocation(MEETINGS)
	public long chameneos() {
		Completion completion = new Completion(1);
		Object mall = this.engine.spawn(new Mall(completion));
		for (int i = 0; i < CHAMENEOS; i++) {
			this.engine.send(this.engine.spawn(new Chameneo(mall, i % COLORS)), START);
		}
		return completion.await(2L * MEETINGS);
	}

	private record Meet(Object chameneo, int color) {

	}

	private record Change(int color) {

	}

	private record Count(int meetings) {

	}

	private static final class Mall implements Behavior {

		private final Completion completion;

		private @Nullable Object waiting;

		private int meetings;

		private int gone;

		private long counted;

		Mall(Completion completion) {
			this.completion = completion;
		}

		@Override
		public void receive(Self self, Object message) {
			if (message instanceof Meet meet) {
				meet(self, meet);
			}
			else {
				this.counted += ((Count) message).meetings();
				if (++this.gone == CHAMENEOS) {
					self.finish();
					this.completion.complete(this.counted);
				}
			}
		}

		private void meet(Self self, Meet meet) {
			if (this.meetings == MEETINGS) {
				self.send(meet.chameneo(), EXIT);
			}
			else if (this.waiting == null) {
				this.waiting = meet.chameneo();
			}
			else {
				self.send(this.waiting, meet);
				this.waiting = null;
				this.meetings++;
			}
		}

	}

	private static final class Chameneo implements Behavior {

		private final Object mall;

		private int color;

		private int meetings;

		Chameneo(Object mall, int color) {
			this.mall = mall;
			this.color = color;
		}

		@Override
		public void receive(Self self, Object message) {
			if (message instanceof Meet other) {
				changeTo(complement(this.color, other.color()));
				self.send(other.chameneo(), new Change(this.color));
				self.send(this.mall, new Meet(self.ref(), this.color));
			}
			else if (message instanceof Change change) {
				changeTo(change.color());
				self.send(this.mall, new Meet(self.ref(), this.color));
			}
			else if (message == START) {
				self.send(this.mall, new Meet(self.ref(), this.color));
			}
			else {
				self.send(this.mall, new Count(this.meetings));
				self.finish();
			}
		}

		private void changeTo(int color) {
			this.color = color;
			this.meetings++;
		}

		/** The colour of two like ones is theirs, that of two others the third. */
		private static int complement(int color, int other) {
			return (color == other) ? color : COLORS - color - other;
		}

	}

}
