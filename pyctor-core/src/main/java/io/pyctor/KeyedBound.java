package io.pyctor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * How many actors of one host may be active, who has to go for another one, and who waits
 * for that. All state, the places of the activations included, is guarded by the monitor
 * of this object, which no message takes: only the beginning and the end of an activation
 * do.
 * <p>
 * Those that may have to go are in a list, the one that was used least recently first.
 * Who uses one does not touch the list: it is found to be out of its place, and put at
 * the end, when its turn to go would have come. So is one that is busy then.
 */
final class KeyedBound {

	/**
	 * How many that are busy are passed over for one that is idle; and once between two
	 * looks as many as there are.
	 */
	private static final int PASSED_OVER = 16;

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final KeyedHost host;

	private final int max;

	/** Those that have begun and not ended. */
	private int active;

	/** Those among them that were asked to go. */
	private int asked;

	/** Those that were asked before the last look: nobody counts on them any more. */
	private int overdue;

	/** How often it was decided to look. */
	private int looks;

	/** How many may be passed over before the next look, beside the few each time. */
	private int walk;

	private long activations;

	private long passivations;

	/** Those that would be one too many, in order. */
	private final Deque<KeyedActivation> waiting = new ArrayDeque<>();

	private @Nullable KeyedActivation first;

	private @Nullable KeyedActivation last;

	private int listed;

	private long ends;

	private long endsAtLastLook = -1;

	private boolean looking;

	KeyedBound(KeyedHost host) {
		this.host = host;
		this.max = host.options().maxActive().orElse(Integer.MAX_VALUE);
	}

	/**
	 * Admit an activation, or let it wait until another one has ended.
	 * @return whether it is to start now; if not, it is handed out later
	 */
	boolean admit(KeyedActivation activation) {
		List<KeyedActivation> leaving;
		synchronized (this) {
			if (this.active < this.max) {
				grant(activation);
				return true;
			}
			this.waiting.add(activation);
			lookLater();
			leaving = choose();
			if (this.asked == 0) {
				// Nobody can go.
				this.waiting.removeLast();
				grant(activation);
				return true;
			}
		}
		ask(leaving);
		return false;
	}

	/**
	 * An activation has ended.
	 * @return one that is to start in its place, if any waits
	 */
	synchronized @Nullable KeyedActivation left(KeyedActivation activation, TerminationReason reason) {
		this.active--;
		this.ends++;
		if (reason == TerminationReason.PASSIVATED) {
			this.passivations++;
		}
		unlist(activation);
		notAsked(activation);
		activation.gone = true;
		return (this.active < this.max) ? next() : null;
	}

	/**
	 * An activation that was asked to go does not: it is in use, or holds messages and is
	 * not asked again before the next look.
	 */
	void stays(KeyedActivation activation, boolean holds) {
		List<KeyedActivation> leaving;
		synchronized (this) {
			notAsked(activation);
			list(activation);
			activation.look = holds ? this.looks : this.looks - 1;
			leaving = choose();
		}
		ask(leaving);
	}

	/** Ask an activation that was not used since a time to go, if it was not asked. */
	void ask(KeyedActivation activation, long unusedSince) {
		synchronized (this) {
			if (activation.asked || activation.gone) {
				return;
			}
			markAsked(activation);
		}
		activation.ask(unusedSince);
	}

	private static void ask(List<KeyedActivation> leaving) {
		leaving.forEach((activation) -> activation.ask(Long.MAX_VALUE));
	}

	/**
	 * Hand out those that wait, one after the other: there will be no end any more.
	 * @return one that is to start, or null when none waits
	 */
	synchronized @Nullable KeyedActivation next() {
		KeyedActivation next = this.waiting.poll();
		if (next != null) {
			grant(next);
		}
		return next;
	}

	synchronized KeyedSnapshot snapshot(String typeName, String type) {
		return new KeyedSnapshot(typeName, type, this.active, this.activations, this.passivations);
	}

	private void grant(KeyedActivation activation) {
		this.active++;
		this.activations++;
		list(activation);
	}

	// Who has to go

	private void markAsked(KeyedActivation activation) {
		unlist(activation);
		activation.asked = true;
		activation.look = this.looks;
		this.asked++;
	}

	private void notAsked(KeyedActivation activation) {
		if (activation.asked) {
			activation.asked = false;
			this.asked--;
			if (activation.look != this.looks) {
				this.overdue--;
			}
		}
	}

	/** Choose as many as are needed beside those that were asked before. */
	private List<KeyedActivation> choose() {
		int needed = this.waiting.size() + Math.max(0, this.active - this.max) - (this.asked - this.overdue);
		if (needed <= 0) {
			return List.of();
		}
		List<KeyedActivation> chosen = new ArrayList<>(1);
		KeyedActivation next = findLeastUsed();
		while (next != null) {
			markAsked(next);
			chosen.add(next);
			next = (chosen.size() < needed) ? findLeastUsed() : null;
		}
		return chosen;
	}

	private @Nullable KeyedActivation findLeastUsed() {
		KeyedActivation busy = null;
		int passedOver = 0;
		int steps = 2 * this.listed + PASSED_OVER;
		KeyedActivation candidate = this.first;
		while (candidate != null && (passedOver < PASSED_OVER || this.walk > 0) && steps-- > 0) {
			KeyedActivation next = candidate.next;
			if (candidate.used() < candidate.placed || next == null) {
				ActorState state = candidate.state();
				boolean refused = candidate.look == this.looks;
				if (state == ActorState.IDLE && !refused) {
					return candidate;
				}
				if (state == ActorState.BUSY && !refused && busy == null) {
					// It may be done with what it has when it is asked.
					busy = candidate;
				}
				if (++passedOver > PASSED_OVER) {
					this.walk--;
				}
			}
			if (next != null) {
				unlist(candidate);
				list(candidate);
			}
			candidate = next;
		}
		return busy;
	}

	private void list(KeyedActivation activation) {
		if (this.max == Integer.MAX_VALUE) {
			return;
		}
		// After whatever use there was.
		activation.placed = this.host.tick();
		activation.previous = this.last;
		if (this.last != null) {
			this.last.next = activation;
		}
		else {
			this.first = activation;
		}
		this.last = activation;
		activation.listed = true;
		this.listed++;
	}

	private void unlist(KeyedActivation activation) {
		if (!activation.listed) {
			return;
		}
		KeyedActivation previous = activation.previous;
		KeyedActivation next = activation.next;
		if (previous != null) {
			previous.next = next;
		}
		else {
			this.first = next;
		}
		if (next != null) {
			next.previous = previous;
		}
		else {
			this.last = previous;
		}
		activation.previous = null;
		activation.next = null;
		activation.listed = false;
		this.listed--;
	}

	// While there are too many

	/** Look again in a while, since who is asked may not come to it. */
	private void lookLater() {
		if (!this.looking) {
			this.looks++;
			this.overdue = this.asked;
			this.walk = this.listed;
			this.looking = this.host.system().runAsideLater(this::look, LOOK_NANOS);
		}
	}

	private void look() {
		List<KeyedActivation> leaving;
		List<KeyedActivation> excess = new ArrayList<>();
		synchronized (this) {
			this.looking = false;
			if (this.ends == this.endsAtLastLook) {
				// Those that are active may be waiting for those that are not.
				for (int i = 0; i <= this.max / 8 && !this.waiting.isEmpty(); i++) {
					KeyedActivation next = this.waiting.remove();
					grant(next);
					excess.add(next);
				}
			}
			this.endsAtLastLook = this.ends;
			if (!this.waiting.isEmpty() || this.active > this.max) {
				lookLater();
			}
			leaving = choose();
		}
		excess.forEach(this.host::start);
		ask(leaving);
	}

}
