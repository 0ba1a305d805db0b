package io.pyctor.example.students;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.Terminated;

/**
 * Has two students play with each other, and ends the lesson when both have left. Who
 * creates a child learns its end without asking.
 */
class Teacher extends Actor {

	private final RandomGenerator random;

	private final Duration pause;

	private final Consumer<Exchange> observer;

	private int present;

	Teacher(RandomGenerator random, Duration pause, Consumer<Exchange> observer) {
		this.random = random;
		this.pause = pause;
		this.observer = observer;
	}

	@Override
	protected void started() {
		ActorRef mike = create(() -> new Student(this.random, this.pause, this.observer), "Mike");
		ActorRef sarah = create(() -> new Student(this.random, this.pause, this.observer), "Sarah");
		this.present = 2;
		tell(mike, new Play(sarah));
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Terminated && --this.present == 0) {
			system().shutdown(Duration.ofSeconds(5));
		}
	}

}
