package io.pyctor.readme;

import java.time.Duration;

import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Schedule;

final class PlainJava {

	private PlainJava() {
	}

	static String run() {
		ActorSystem system = ActorSystem.create("hello");
		ActorRef greeter = system.create(Greeter::new, "greeter");
		system.tell(greeter, "fire and forget");
		String answer = system.ask(greeter, new Greet("Ada"), Duration.ofSeconds(1)).join();
		system.scheduleTell(greeter, "tick", Schedule.every(Duration.ofSeconds(5)));
		system.shutdown(Duration.ofSeconds(10));
		system.stopped().join();
		return answer;
	}

}
