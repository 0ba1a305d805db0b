package io.pyctor.example.students;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.Schedule;

/**
 * Answers a ping with a pong, and the other way round, until it has had enough.
 */
class Student extends Actor {

	private static final double LEAVES = 0.25;

	private final RandomGenerator random;

	private final Duration pause;

	private final Consumer<Exchange> observer;

	Student(RandomGenerator random, Duration pause, Consumer<Exchange> observer) {
		this.random = random;
		this.pause = pause;
		this.observer = observer;
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Play play) {
			tell(play.other(), "ping!");
		}
		else if (message instanceof String words) {
			this.observer.accept(new Exchange(sender.name(), name(), words));
			hear(sender, words);
		}
		else {
			unhandled(message);
		}
	}

	private void hear(ActorRef sender, String words) {
		if (words.equals("bye!")) {
			stop();
		}
		else if (this.random.nextDouble() < LEAVES) {
			tell(sender, "bye!");
			stop();
		}
		else {
			// The answer ends with this actor: nobody waits for it longer than needed.
			scheduleTell(sender, words.equals("ping!") ? "pong!" : "ping!", Schedule.after(this.pause));
		}
	}

}
