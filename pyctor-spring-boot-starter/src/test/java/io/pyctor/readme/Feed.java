package io.pyctor.readme;

import java.net.ConnectException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Failed;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Supervision;
import io.pyctor.supervision.Directive;

@ActorComponent(supervision = @Supervision(value = Directive.RESTART, resumeOn = IllegalArgumentException.class,
		maxFailures = 10, within = "1m", backoff = "200ms", maxBackoff = "20s", retries = 2))
class Feed {

	private static final Logger logger = LoggerFactory.getLogger(Feed.class);

	private int published;

	@Receive
	int publish(Publish message) throws ConnectException {
		if (message.text().isBlank()) {
			throw new IllegalArgumentException("There is nothing to publish");
		}
		if (message.text().equals("offline")) {
			throw new ConnectException("Nobody listens");
		}
		return ++this.published;
	}

	@Failed
	void notPublished(Object message, Throwable error) {
		logger.warn("Gave up on a {}", message.getClass().getSimpleName(), error);
	}

}
