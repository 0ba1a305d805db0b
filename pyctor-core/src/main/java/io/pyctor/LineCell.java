package io.pyctor;

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
	void enqueue(Envelope envelope) {
		Envelope left = add(envelope);
		if (left != null) {
			overflowed(left);
		}
	}

	@Override
	boolean tryTell(Envelope envelope) {
		if (isClosed()) {
			return false;
		}
		Envelope left = add(envelope);
		if (left == null) {
			return true;
		}
		if (this.type.options.mailbox().overflow() == Overflow.REJECT) {
			return false;
		}
		overflowed(left);
		return true;
	}

	private @Nullable Envelope add(Envelope envelope) {
		if (!this.line.takesAll() && !takesPlace(envelope)) {
			super.enqueue(envelope);
			return null;
		}
		Envelope left = this.line.add(envelope);
		if (left == null) {
			// After it is in the line: there is never a ticket without a message.
			super.enqueue(new Envelope.Ticket(this));
		}
		return left;
	}

	@Override
	Envelope take(Envelope.InPlace ticket) {
		Envelope content = this.line.poll();
		((Envelope.Ticket) ticket).content = content;
		return content;
	}

	@Override
	long mailboxSize() {
		return this.line.size();
	}

	@Override
	long oldestSince() {
		return this.line.oldestSince();
	}

}
