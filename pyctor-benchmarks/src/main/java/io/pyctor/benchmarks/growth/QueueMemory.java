package io.pyctor.benchmarks.growth;

import io.pyctor.benchmarks.measure.MeasuringProcess;
import org.jspecify.annotations.Nullable;

/**
 * What the memory of a queue costs without an engine: one thread makes a linked list of
 * objects of the size of the engine's, and takes it apart again.
 */
final class QueueMemory {

	private QueueMemory() {
	}

	/**
	 * Measure.
	 * @param args none
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> {
			for (int messages : Size.ALL) {
				QueueRun.print(messages, "memory", QueueMemory::fillAndDrain);
			}
		});
	}

	private static void fillAndDrain(QueueRun run, int messages) {
		long start = System.nanoTime();
		Node first = fill(messages);
		long filled = System.nanoTime();
		long sum = drain(first);
		long drained = System.nanoTime();
		run.add(filled - start, drained - filled, sum);
	}

	private static Node fill(int messages) {
		Node first = new Node(new Job(0));
		Node last = first;
		for (int i = 1; i < messages; i++) {
			Node node = new Node(new Job(i));
			last.next = node;
			last = node;
		}
		return first;
	}

	private static long drain(Node first) {
		long sum = 0;
		Node node = first;
		while (node != null) {
			sum += ((Job) node.message).number();
			Node done = node;
			node = node.next;
			// As every queue does: an old node must not keep young ones alive.
			done.next = null;
		}
		return sum;
	}

	private record Job(int number) {

	}

	/** 24 bytes, as a message of the engine. */
	@SuppressWarnings("unused")
	private static final class Node {

		private final Object message;

		private final Object sender = QueueMemory.class;

		private @Nullable Node next;

		Node(Object message) {
			this.message = message;
		}

	}

}
