package io.pyctor.benchmarks.meters;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.spring.ActorComponent;

/**
 * An application whose actors count, play, and stand by.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ LoadApplication.Producer.class, LoadApplication.Counter.class, LoadApplication.Ping.class,
		LoadApplication.Pong.class, LoadApplication.Crowd.class })
class LoadApplication {

	/** To the producer: tell the counter as often; the counter answers with its count. */
	record Produce(int messages) implements Ask<Integer> {

	}

	/** To ping: exchange as many balls with pong; the answer is their number. */
	record Play(int balls) implements Ask<Integer> {

	}

	@ActorComponent("producer")
	static class Producer extends Actor {

		private static final Object INCREMENT = new Object();

		private final ActorRef counter;

		Producer(ActorRef counter) {
			this.counter = counter;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			int messages = ((Produce) message).messages();
			for (int i = 0; i < messages; i++) {
				tell(this.counter, INCREMENT);
			}
			tell(this.counter, sender);
		}

	}

	@ActorComponent("counter")
	static class Counter extends Actor {

		private int count;

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof ActorRef asker) {
				tell(asker, this.count);
				this.count = 0;
			}
			else {
				this.count++;
			}
		}

	}

	@ActorComponent("ping")
	static class Ping extends Actor {

		private static final Object BALL = new Object();

		private final ActorRef pong;

		private ActorRef asker;

		private int balls;

		private int count;

		Ping(ActorRef pong) {
			this.pong = pong;
			this.asker = pong;
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Play play) {
				this.asker = sender;
				this.balls = play.balls();
				this.count = 0;
				tell(this.pong, BALL);
			}
			else if (++this.count < this.balls) {
				tell(this.pong, message);
			}
			else {
				tell(this.asker, this.count);
			}
		}

	}

	@ActorComponent("pong")
	static class Pong extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, message);
		}

	}

	/** A thousand actors that do nothing but be looked at. */
	@ActorComponent("crowd")
	static class Crowd extends Actor {

		private static final int SIZE = 1_000;

		@Override
		protected void started() {
			for (int i = 0; i < SIZE; i++) {
				create(Bystander::new);
			}
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			unhandled(message);
		}

	}

	private static class Bystander extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			unhandled(message);
		}

	}

}
