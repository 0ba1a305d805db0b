package io.pyctor.spring;

import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.pyctor.ActorPath;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.MailboxOptions;

/**
 * The reference of a component with one actor, whichever incarnation of that runs. After
 * a stop it stands for the incarnation that ended.
 */
final class SingleActorRef extends ComponentActorRef {

	private final StartGate<ActorRef> gate;

	private final Supplier<ActorSystem> system;

	SingleActorRef(String name, AskTimeouts askTimeouts, MailboxOptions mailbox, Supplier<ActorSystem> system) {
		super(name, askTimeouts, mailbox);
		this.gate = new StartGate<>(mailbox);
		this.system = system;
	}

	StartGate<ActorRef> gate() {
		return this.gate;
	}

	@Override
	@Nullable ActorRef current() {
		return this.gate.target();
	}

	@Override
	@Nullable ActorRef awaitCurrent() {
		return this.gate.awaitTarget();
	}

	@Override
	void deliver(EarlyMessage message) {
		this.gate.deliver(name(), message, Function.identity());
	}

	@Override
	boolean tryDeliver(EarlyMessage message) {
		return this.gate.tryDeliver(name(), message, Function.identity());
	}

	/**
	 * Return the address of the incarnation; while there is none, an address with the
	 * number 0.
	 */
	@Override
	public ActorPath path() {
		ActorRef current = current();
		return (current != null) ? current.path()
				: ActorPath.parse("pyctor://" + this.system.get().name() + "/user/" + name() + "#0");
	}

	/**
	 * Equal to the incarnation it stands for now, so that a sender can be compared with
	 * an injected reference.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other == this || (other instanceof ActorRef && other == current())
				|| (other instanceof ForwardingActorRef forwarding && forwarding.equals(this));
	}

	@Override
	public String toString() {
		return "ActorRef[/user/" + name() + "]";
	}

}
