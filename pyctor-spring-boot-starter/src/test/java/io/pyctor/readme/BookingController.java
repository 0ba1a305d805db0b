package io.pyctor.readme;

import java.util.concurrent.CompletableFuture;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.pyctor.ActorRef;

@RestController
class BookingController {

	private final ActorRef booking;

	BookingController(ActorRef booking) {
		this.booking = booking;
	}

	@PostMapping("/booking/{seat}")
	CompletableFuture<String> book(@PathVariable String seat) {
		return this.booking.ask(new Book(seat));
	}

}
