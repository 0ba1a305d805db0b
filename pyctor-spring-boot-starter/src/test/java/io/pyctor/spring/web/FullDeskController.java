package io.pyctor.spring.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.pyctor.ActorRef;
import io.pyctor.spring.SequentialCallRejectedException;
import io.pyctor.spring.SequentialCallRejectedException.Reason;

/**
 * The ways in which a handler may come by the failure.
 */
@RestController
class FullDeskController {

	private final ActorRef fullDesk;

	FullDeskController(ActorRef fullDesk) {
		this.fullDesk = fullDesk;
	}

	@GetMapping("/future")
	CompletableFuture<String> future() {
		return ask();
	}

	@GetMapping("/dependent")
	CompletableFuture<String> dependent() {
		return ask().thenApply((answer) -> answer + ".").thenApply((answer) -> answer + ".");
	}

	@GetMapping("/join")
	String join() {
		return ask().join();
	}

	@GetMapping("/get")
	String get() throws ExecutionException, InterruptedException {
		return ask().get();
	}

	@GetMapping("/thrown")
	String thrown() throws Throwable {
		throw ask().handle((answer, error) -> error).join();
	}

	@GetMapping("/refused")
	String refused() {
		throw new SequentialCallRejectedException(Reason.FULL, "fullDesk has its capacity");
	}

	@GetMapping("/refused-later")
	CompletableFuture<String> refusedLater() {
		return CompletableFuture.supplyAsync(this::refused);
	}

	private CompletableFuture<String> ask() {
		return this.fullDesk.ask(new FullDesk.Question("web"));
	}

}
