package io.pyctor.soak;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Terminated;

/**
 * Trees of actors that grow, fail, lose branches, and are stopped while they are told
 * more; each is watched from outside the tree.
 */
final class TreeLoad extends Load {

	private final ActorRef watchdog;

	TreeLoad(ActorSystem system, Ledger ledger, SplittableRandom random, ActorRef watchdog) {
		super(system, ledger, random);
		this.watchdog = watchdog;
	}

	@Override
	void step() {
		ActorRef root = create(new Member(this.ledger, this.random.split(), this.random.nextInt(4)));
		boolean watched = this.random.nextBoolean();
		if (watched) {
			watch(root);
		}
		parcels(root, this.random.nextInt(100));
		if (this.random.nextInt(10) == 0) {
			pause(this.random.nextInt(500));
		}
		stopSomehow(root);
		parcels(root, this.random.nextInt(10));
		if (!watched) {
			watch(root);
		}
		if (this.random.nextInt(4) == 0) {
			tell(this.watchdog, new Watchdog.Unwatch(root));
		}
	}

	private void watch(ActorRef actor) {
		this.ledger.count(Ledger.Account.WATCHED);
		tell(this.watchdog, new Watchdog.Watch(actor));
	}

	/** One actor of a tree. */
	private static final class Member extends CountedActor {

		private final int depth;

		private final Set<ActorRef> unnoticed = new HashSet<>();

		Member(Ledger ledger, SplittableRandom random, int depth) {
			super(ledger, random);
			this.depth = depth;
		}

		@Override
		protected void started() {
			super.started();
			while (this.depth > 0 && chance(0.7)) {
				addChild();
			}
		}

		private void addChild() {
			this.unnoticed.add(create(new Member(this.ledger, this.random.split(), this.depth - 1)));
		}

		@Override
		void handle(ActorRef sender, Object message) {
			if (message instanceof Terminated notice) {
				if (!this.unnoticed.remove(notice.actor()) || !sender.equals(notice.actor())) {
					this.ledger.violation(path() + " got an unexpected notice of " + notice.actor());
				}
			}
			else if (message instanceof Parcel) {
				act();
			}
		}

		private void act() {
			List<ActorRef> children = children();
			double dice = this.random.nextDouble();
			if (dice < 0.05) {
				if (dice < 0.02) {
					// To be forgotten before anybody else has this thread.
					Thread.currentThread().interrupt();
				}
				throw new Mishap();
			}
			if (dice < 0.06) {
				stop();
			}
			else if (dice < 0.08 && this.depth > 0) {
				addChild();
			}
			else if (!children.isEmpty()) {
				ActorRef child = children.get(this.random.nextInt(children.size()));
				if (dice < 0.10) {
					stop(child);
				}
				else if (dice < 0.12) {
					system().stopNow(child);
				}
				else if (dice < 0.8) {
					tell(child, new Parcel(this.ledger));
				}
			}
			else if (dice > 0.9) {
				// A dead letter, should the parent be stopping: this actor is told.
				tell(parent(), new Object());
			}
		}

	}

}
