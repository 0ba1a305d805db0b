package io.pyctor.spring.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.pyctor.Actor;
import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.Ask;
import io.pyctor.spring.ActorBinding;
import io.pyctor.spring.Receive;

/**
 * Measures handler methods beside subclasses of {@link Actor} that do the same, in turns,
 * and prints what a message took. No test: its figures depend on the machine.
 */
final class HandlerSpeed {

	private static final int MESSAGES = 4_000_000;

	private static final int QUESTIONS = 10_000;

	private static final int PART = 200;

	private static final int ROUNDS = 21;

	private static final int WARM_UP = 5;

	private HandlerSpeed() {
	}

	public static void main(String[] args) throws Exception {
		compare("counting: told by one actor to another", MESSAGES, PlainCounter::new, bean(BeanCounter.class),
				HandlerSpeed::count);
		compare("counting with five kinds of messages", MESSAGES, PlainCounter::new, bean(BeanCounter.class),
				HandlerSpeed::countKinds);
		compare("self-tell: one actor alone", MESSAGES, PlainSelfTeller::new, bean(BeanSelfTeller.class),
				HandlerSpeed::selfTell);
		compare("ask and answer by a value", QUESTIONS, PlainCounter::new, bean(BeanCounter.class), HandlerSpeed::ask);
	}

	private interface Load {

		void run(ActorSystem system, ActorRef actor, int messages) throws Exception;

	}

	private static Supplier<Actor> bean(Class<?> type) {
		ActorBinding binding = new HandlerMethodBindings((text) -> text).of("The class " + type.getName(), type);
		return () -> {
			try {
				return binding.actor(type.getDeclaredConstructor().newInstance());
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	private static void compare(String name, int messages, Supplier<Actor> plain, Supplier<Actor> bean, Load load)
			throws Exception {
		List<Double> plainTimes = new ArrayList<>();
		List<Double> beanTimes = new ArrayList<>();
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			double plainTime = measure(plain, load, messages);
			double beanTime = measure(bean, load, messages);
			if (round >= 0) {
				plainTimes.add(plainTime);
				beanTimes.add(beanTime);
			}
		}
		System.out.printf(Locale.ROOT,
				"%-38s median: Actor %7.1f ns, @Receive %7.1f ns, ratio %.2f; best: %7.1f, %7.1f, ratio %.2f%n", name,
				quantile(plainTimes, 0.5), quantile(beanTimes, 0.5),
				quantile(beanTimes, 0.5) / quantile(plainTimes, 0.5), quantile(plainTimes, 0), quantile(beanTimes, 0),
				quantile(beanTimes, 0) / quantile(plainTimes, 0));
	}

	private static double measure(Supplier<Actor> factory, Load load, int messages) throws Exception {
		try (ActorSystem system = ActorSystem.builder("speed").parallelism(1).build()) {
			ActorRef actor = system.create(factory);
			long start = System.nanoTime();
			load.run(system, actor, messages);
			return (double) (System.nanoTime() - start) / messages;
		}
	}

	private static double quantile(List<Double> values, double part) {
		return values.stream().sorted().toList().get((int) (part * (values.size() - 1)));
	}

	private static void count(ActorSystem system, ActorRef counter, int messages) throws Exception {
		produce(system, counter, messages, new Object[] { new Add(1) });
	}

	private static void countKinds(ActorSystem system, ActorRef counter, int messages) throws Exception {
		produce(system, counter, messages,
				new Object[] { new Add(1), new Subtract(1), new Twice(1), new Thrice(1), new Nothing() });
	}

	private static void produce(ActorSystem system, ActorRef counter, int messages, Object[] kinds) throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		system.create(new Actor() {

			/** A part at a time, so that no more wait than a cache holds. */
			@Override
			protected void receive(ActorRef sender, Object message) {
				int told = (int) message;
				for (int i = 0; i < PART; i++) {
					tell(counter, kinds[i % kinds.length]);
				}
				if (told + PART < messages) {
					tell(self(), told + PART);
				}
				else {
					tell(counter, new End(done));
				}
			}

		}).tell(0);
		done.await();
	}

	private static void selfTell(ActorSystem system, ActorRef actor, int messages) throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		actor.tell(new CountDown(messages, done));
		done.await();
	}

	private static void ask(ActorSystem system, ActorRef actor, int messages) {
		for (int i = 0; i < messages; i++) {
			actor.ask(new Total()).join();
		}
	}

	record Add(int number) {

	}

	record Subtract(int number) {

	}

	record Twice(int number) {

	}

	record Thrice(int number) {

	}

	record Nothing() {

	}

	record End(CountDownLatch done) {

	}

	record Total() implements Ask<Integer> {

	}

	record CountDown(int left, CountDownLatch done) {

	}

	static final class PlainCounter extends Actor {

		private int total;

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Add add) {
				this.total += add.number();
			}
			else if (message instanceof Subtract subtract) {
				this.total -= subtract.number();
			}
			else if (message instanceof Twice twice) {
				this.total += 2 * twice.number();
			}
			else if (message instanceof Thrice thrice) {
				this.total += 3 * thrice.number();
			}
			else if (message instanceof Nothing) {
				this.total++;
			}
			else if (message instanceof Total) {
				tell(sender, this.total);
			}
			else if (message instanceof End end) {
				end.done().countDown();
			}
			else {
				unhandled(message);
			}
		}

	}

	static class BeanCounter {

		private int total;

		@Receive
		void add(Add message) {
			this.total += message.number();
		}

		@Receive
		void subtract(Subtract message) {
			this.total -= message.number();
		}

		@Receive
		void twice(Twice message) {
			this.total += 2 * message.number();
		}

		@Receive
		void thrice(Thrice message) {
			this.total += 3 * message.number();
		}

		@Receive
		void nothing(Nothing message) {
			this.total++;
		}

		@Receive
		int total(Total message) {
			return this.total;
		}

		@Receive
		void end(End message) {
			message.done().countDown();
		}

	}

	static final class PlainSelfTeller extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof CountDown countDown) {
				if (countDown.left() == 0) {
					countDown.done().countDown();
				}
				else {
					tell(self(), new CountDown(countDown.left() - 1, countDown.done()));
				}
			}
			else {
				unhandled(message);
			}
		}

	}

	static class BeanSelfTeller {

		@Receive
		void on(CountDown message, ActorContext context) {
			if (message.left() == 0) {
				message.done().countDown();
			}
			else {
				context.tell(context.self(), new CountDown(message.left() - 1, message.done()));
			}
		}

	}

}
