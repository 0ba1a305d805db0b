package io.pyctor;

import java.util.List;

/**
 * Turns what cells know of themselves into what an operator may see.
 */
final class Snapshots {

	private Snapshots() {
	}

	static ActorSnapshot of(ActorCell cell) {
		List<ActorSnapshot> children = cell.childCells()
			.stream()
			.filter((child) -> !child.isEnded())
			.map(Snapshots::of)
			.toList();
		return new ActorSnapshot(cell, cell.type.className(), cell.state(), cell.mailboxSize(), cell.processed(),
				cell.failed(), cell.restarted(), children);
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
			this.live++;
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
