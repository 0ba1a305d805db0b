package io.pyctor.benchmarks.growth;

import io.pyctor.benchmarks.measure.MeasuringProcess;
import org.jspecify.annotations.Nullable;

/**
 * What the memory of actors costs without an engine: one thread walks over objects of the
 * size of the engine's, in the order in which the actors are told. Each step goes from a
 * cell to the user's object and by way of its context to the next cell, counts, and
 * leaves its name there.
 */
final class ActorMemory {

	private ActorMemory() {
	}

	/**
	 * Measure.
	 * @param args none
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> {
			for (int count : Size.ALL) {
				Cell first = round(count);
				System.gc();
				new Size(count).print("memory", Size.median(() -> nanos(first, count)));
			}
		});
	}

	private static Cell round(int count) {
		Cell[] cells = new Cell[count];
		for (int i = 0; i < count; i++) {
			cells[i] = new Cell(new Body(new Station()));
		}
		int[] order = Round.order(count);
		for (int i = 0; i < count; i++) {
			cells[order[i]].body.station.next = cells[order[(i + 1) % count]];
		}
		return cells[order[0]];
	}

	private static double nanos(Cell first, int count) {
		long before = first.processed;
		long start = System.nanoTime();
		walk(first);
		long nanos = System.nanoTime() - start;
		long rounds = first.processed - before;
		if (rounds != Math.max(1, Round.HOPS / count)) {
			throw new IllegalStateException("The walk went " + rounds + " times round " + count + " cells");
		}
		return (double) nanos / Round.HOPS;
	}

	private static void walk(Cell first) {
		Cell cell = first;
		for (int i = 0; i < Round.HOPS && cell != null; i++) {
			cell.turns++;
			cell.processed++;
			Body body = cell.body;
			body.station.visits++;
			Cell next = body.station.next;
			if (next != null && body.context != null) {
				next.sender = body.context.cell();
			}
			cell = next;
		}
	}

	/** A class of its own lies before what its subclass adds. */
	@SuppressWarnings("unused")
	private static class CellStart {

		int turns;

		@Nullable Cell sender;

	}

	/** 88 bytes, as a cell of the engine; its first and its last bytes are touched. */
	@SuppressWarnings("unused")
	private static final class Cell extends CellStart {

		private long a;

		private long b;

		private long c;

		private long d;

		private long e;

		private long f;

		private long g;

		private int processed;

		private final Body body;

		Cell(Body body) {
			this.body = body;
			body.context = new Context(this);
		}

	}

	/** 24 bytes, as an actor with one field. */
	@SuppressWarnings("unused")
	private static final class Body {

		private int other;

		private final Station station;

		private @Nullable Context context;

		Body(Station station) {
			this.station = station;
		}

	}

	/** 16 bytes, as what an actor has of its cell. */
	private record Context(Cell cell) {

	}

	/** 24 bytes, as the station that an actor of the engine calls. */
	private static final class Station {

		private @Nullable Cell next;

		private long visits;

	}

}
