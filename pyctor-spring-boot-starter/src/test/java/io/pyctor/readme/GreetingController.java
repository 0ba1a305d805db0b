package io.pyctor.readme;

import java.util.concurrent.CompletableFuture;

import io.pyctor.ActorRef;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GreetingController {

	private final ActorRef greeter;

	GreetingController(ActorRef greeter) {
		this.greeter = greeter;
	}

	@GetMapping("/hello/{name}")
	CompletableFuture<String> hello(@PathVariable String name) {
		return this.greeter.ask(new Greet(name));
	}

}
