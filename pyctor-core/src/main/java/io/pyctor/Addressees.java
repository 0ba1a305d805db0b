package io.pyctor;

import java.util.List;

/**
 * Finds out who gets a message that is told a second time.
 */
final class Addressees {

	private final DefaultActorSystem system;

	Addressees(DefaultActorSystem system) {
		this.system = system;
	}

	/**
	 * Return who has the place of an actor now.
	 * @param actor the actor that should have received a message
	 * @return the one that has its path, or the actor itself if nobody has
	 */
	ActorRef receiver(ActorRef actor) {
		List<String> path = actor.path().elements();
		ActorCell parent = this.system.findCell(path.subList(0, path.size() - 1)).orElse(null);
		if (parent == null) {
			return actor;
		}
		String name = path.get(path.size() - 1);
		KeyedHost host = parent.keyedHost();
		if (host != null) {
			return host.of(KeyName.keyOf(name));
		}
		if (parent.type.isPool()) {
			return parent;
		}
		ActorCell present = parent.child(name);
		return (present != null && !present.isEnded()) ? present : actor;
	}

	/**
	 * Return in whose name a message is told again. Who has asked has learned that there
	 * is no answer; who has ended would learn nothing.
	 * @param sender who told it first
	 */
	ActorRef sender(ActorRef sender) {
		boolean over = sender.isAsking() || (sender.resolve() instanceof ActorCell cell && cell.isEnded());
		return over ? this.system.nobody() : sender;
	}

}
