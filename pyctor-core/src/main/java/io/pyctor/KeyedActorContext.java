package io.pyctor;

/**
 * What a keyed actor can do: it acts in the name of its key, which others can answer when
 * it has been passivated meanwhile.
 */
final class KeyedActorContext extends DefaultActorContext {

	private final KeyedRef self;

	KeyedActorContext(ActorCell cell, KeyedRef self) {
		super(cell);
		this.self = self;
	}

	@Override
	public ActorRef self() {
		return this.self;
	}

	@Override
	public void tell(ActorRef actor, Object message) {
		actor.tell(message, this.self);
	}

	/** What it schedules for itself belongs to this activation, and does not keep it. */
	@Override
	public Cancellable scheduleTell(ActorRef actor, Object message, Schedule schedule) {
		ActorCell cell = cell();
		ActorRef target = this.self.equals(actor) ? cell : actor;
		return cell.system().schedule(target, message, this.self, schedule, cell.extras());
	}

	@Override
	public void passivate() {
		cell().tellSystem(SystemMessage.RETIRE, this.self);
	}

}
