package io.pyctor.readme;

import java.time.Duration;

import io.pyctor.Actor;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.supervision.Backoff;
import io.pyctor.supervision.Directive;
import io.pyctor.supervision.SupervisionStrategy;

final class SupervisedJava {

	private SupervisedJava() {
	}

	static ActorRef create(ActorSystem system) {
		ActorOptions options = ActorOptions.defaults()
			.supervision(SupervisionStrategy.restart()
				.on(IllegalArgumentException.class, Directive.RESUME)
				.limit(10, Duration.ofMinutes(1))
				.backoff(Backoff.exponential(Duration.ofMillis(200), Duration.ofSeconds(20)))
				.retry(2, Backoff.fixed(Duration.ofMillis(100))));
		ActorRef feed = system.create(Feed::new, "feed", options);
		return feed;
	}

	static class Feed extends Actor {

		private int received;

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message.equals("fail")) {
				throw new IllegalStateException("on purpose");
			}
			tell(sender, ++this.received);
		}

	}

}
