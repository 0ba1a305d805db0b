package io.pyctor.benchmarks.meters;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.pyctor.ActorRef;
import io.pyctor.benchmarks.measure.MeasuringProcess;
import io.pyctor.benchmarks.measure.Reading;

/**
 * An application under load, one second each time it gets the name of a load on its
 * input. What counts is the time of all messages in that second, so that the moment in
 * which the meters are read counts, too.
 */
final class MeteredLoad {

	/** Ends the process. */
	static final String END = "end";

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ConfigurableApplicationContext context;

	private final Observer observer;

	private MeteredLoad(ConfigurableApplicationContext context, Observer observer) {
		this.context = context;
		this.observer = observer;
	}

	/**
	 * Measure one kind of application.
	 * @param args the name of the {@link Instrumentation}
	 */
	public static void main(String[] args) {
		MeasuringProcess.run(() -> {
			Instrumentation instrumentation = Instrumentation.valueOf(args[0]);
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LoadApplication.class)
				.web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.properties(instrumentation.properties())
				.run()) {
				instrumentation.check(context);
				new MeteredLoad(context, instrumentation.observer(context)).run();
			}
		});
	}

	private void run() throws Exception {
		for (Load load : Load.values()) {
			run(load);
		}
		answer("ready", 0);
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
		for (String line = input.readLine(); !END.equals(line); line = input.readLine()) {
			answer(line, run(Load.of(line)));
		}
		answer(END, this.observer.check());
	}

	private static void answer(String row, double value) {
		new Reading(row, "", value).print();
		System.out.flush();
	}

	/** Run for a second in the middle of which somebody looks. */
	private double run(Load load) {
		ActorRef actor = this.context.getBean(load.actor(), ActorRef.class);
		this.observer.lookSoon(TimeUnit.MILLISECONDS.toNanos(500));
		long operations = 0;
		long start = System.nanoTime();
		while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1)) {
			int done = actor.ask(load.work(), TIMEOUT).join();
			if (done != load.operations()) {
				throw new IllegalStateException(done + " of " + load.operations() + " operations were done");
			}
			operations += done;
		}
		return (double) (System.nanoTime() - start) / operations;
	}

}
