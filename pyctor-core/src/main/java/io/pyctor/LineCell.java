package io.pyctor;

import io.pyctor.mailbox.Offer;
import io.pyctor.mailbox.StackRoom;
import org.jspecify.annotations.Nullable;

/**
 * A cell whose messages wait in a {@link Line}. Its mailbox has a ticket for each: which
 * message a ticket stands for is decided when its turn comes. So a message can be
 * replaced or overtaken, while the mailbox alone says who runs, as for any other cell.
 */
final class LineCell extends LimitedCell {

	private final Line line;

	LineCell(ActorType type, @Nullable ActorCell parent, @Nullable String givenName, long number, Actor actor,
			@Nullable ActorFactory factory, Line line) {
		super(type, parent, givenName, number, actor, factory);
		this.line = line;
	}

	@Override
	@Nullable Offer offerOnly(Envelope envelope) {
		if (!this.line.takes(envelope)) {
			return super.offerOnly(envelope);
		}
		// Were a message in the line to get no ticket, each later ticket would stand for
		// the wrong message.
		StackRoom.claimSome();
		Envelope ticket = new Envelope.Ticket(this);
		if (!this.line.add(envelope)) {
			return null;
		}
		if (takesPlace(envelope)) {
			system().waits();
		}
		// After it is in the line: there is never a ticket without a message.
		return super.offerOnly(ticket);
	}

	@Override
	void overflowed(Envelope envelope) {
		Envelope replaced = this.line.takeReplaced();
		super.overflowed((replaced != null) ? replaced : envelope);
	}

	/** What the next ticket stands for. */
	Envelope first() {
		return this.line.first();
	}

	@Override
	Envelope remove(Envelope.InPlace ticket) {
		Envelope content = this.line.poll();
		((Envelope.Ticket) ticket).content = content;
		return content;
	}

	@Override
	long inMailbox() {
		return this.line.size();
	}

	@Override
	long oldestSince() {
		return this.line.oldestSince();
	}

}
