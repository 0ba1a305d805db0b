package io.pyctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns what cells know of themselves into what an operator may see.
 */
final class Snapshots {

	private Snapshots() {
	}

	/** A cell whose children are still being looked at. */
	private record Seen(ActorCell cell, List<ActorSnapshot> parentsChildren, List<ActorSnapshot> children,
			int childCount) {

		Seen(ActorCell cell, List<ActorSnapshot> parentsChildren, int maxChildren) {
			// Without a limit they are counted when they are seen.
			this(cell, parentsChildren, new ArrayList<>(), (cell.childCount() > maxChildren) ? cell.childCount() : 0);
		}

		void complete() {
			this.parentsChildren.add(new ActorSnapshot(this.cell, this.cell.type.className(), this.cell.state(),
					this.cell.mailboxSize(), this.cell.processed(), this.cell.failed(), this.cell.restarted(),
					this.cell.lastFailure(), this.cell.goesOnAt(), Math.max(this.childCount, this.children.size()),
					List.copyOf(this.children)));
		}

	}

	/** Without recursion: a tree may be deeper than a stack. */
	static ActorSnapshot of(ActorCell top, int maxChildren) {
		List<ActorSnapshot> result = new ArrayList<>();
		List<Seen> seen = new ArrayList<>(List.of(new Seen(top, result, maxChildren)));
		for (int i = 0; i < seen.size(); i++) {
			List<ActorSnapshot> siblings = seen.get(i).children();
			for (ActorCell child : seen.get(i).cell().childCells(maxChildren)) {
				if (!child.isEnded()) {
					seen.add(new Seen(child, siblings, maxChildren));
				}
			}
		}
		// Every cell comes after its parent.
		for (int i = seen.size() - 1; i >= 0; i--) {
			seen.get(i).complete();
		}
		return result.get(0);
	}

	/** Sums up the cells of one class. */
	static final class Totals {

		private final String className;

		private long live;

		private long mailboxSize;

		private long processed;

		private long failed;

		private long restarted;

		Totals(String className) {
			this.className = className;
		}

		void addRetired(ActorType type) {
			this.processed += type.retiredProcessed();
			this.failed += type.retiredFailed();
			this.restarted += type.retiredRestarted();
		}

		void addLive(ActorCell cell) {
			// The workers of a pool are alive; the pool is where their messages wait.
			this.live += cell.type.isPool() ? 0 : 1;
			this.mailboxSize += cell.mailboxSize();
			this.processed += cell.processed();
			this.failed += cell.failed();
			this.restarted += cell.restarted();
		}

		ActorTypeSnapshot snapshot() {
			return new ActorTypeSnapshot(this.className, this.live, this.mailboxSize, this.processed, this.failed,
					this.restarted);
		}

	}

}
