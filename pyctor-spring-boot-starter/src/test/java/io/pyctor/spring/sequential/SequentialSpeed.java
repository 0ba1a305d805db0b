package io.pyctor.spring.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import io.pyctor.spring.Sequential;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorSequentialAutoConfiguration;

/**
 * Measures what the turn costs a call, and prints it. No test: its figures depend on the
 * machine.
 */
final class SequentialSpeed {

	private static final int CALLS = 500_000;

	private static final int ROUNDS = 11;

	private static final int WARM_UP = 4;

	private SequentialSpeed() {
	}

	public static void main(String[] args) throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("pyctor.sequential.capacity=1000000", "pyctor.sequential.max-calls=1000000")
				.applyTo(context);
			context.register(PyctorAutoConfiguration.class, PyctorSequentialAutoConfiguration.class, Service.class);
			context.refresh();
			Service service = context.getBean(Service.class);
			Order[] orders = new Order[1024];
			for (int i = 0; i < orders.length; i++) {
				orders[i] = new Order("customer " + i);
			}
			measure("value, without a turn", (i) -> service.plain(orders[i & 1023]));
			measure("value, key #order", (i) -> service.byParameter(orders[i & 1023]));
			measure("value, key #order.customer()", (i) -> service.byProperty(orders[i & 1023]));
			measureHanded("void, one key", (i, done) -> service.nothing(orders[0], done));
			measureHanded("void, 1024 keys", (i, done) -> service.nothing(orders[i & 1023], done));
		}
	}

	private static void measure(String name, Call call) throws InterruptedException {
		measureHanded(name, (i, done) -> {
			call.make(i);
			done.countDown();
		});
	}

	private static void measureHanded(String name, HandedCall call) throws InterruptedException {
		List<Double> times = new ArrayList<>();
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			CountDownLatch done = new CountDownLatch(CALLS);
			long start = System.nanoTime();
			for (int i = 0; i < CALLS; i++) {
				call.make(i, done);
			}
			done.await();
			if (round >= 0) {
				times.add((double) (System.nanoTime() - start) / CALLS);
			}
		}
		times.sort(null);
		System.out.printf(Locale.ROOT, "%-30s %8.1f ns (least %.1f, greatest %.1f)%n", name, times.get(ROUNDS / 2),
				times.get(0), times.get(ROUNDS - 1));
	}

	private interface Call {

		void make(int number);

	}

	private interface HandedCall {

		void make(int number, CountDownLatch done);

	}

	public record Order(String customer) {

	}

	static class Service {

		public int plain(Order order) {
			return order.hashCode();
		}

		@Sequential(key = "#order", group = "value")
		public int byParameter(Order order) {
			return order.hashCode();
		}

		@Sequential(key = "#order.customer()", group = "value")
		public int byProperty(Order order) {
			return order.hashCode();
		}

		@Sequential(key = "#order", group = "nothing")
		public void nothing(Order order, CountDownLatch done) {
			done.countDown();
		}

	}

}
