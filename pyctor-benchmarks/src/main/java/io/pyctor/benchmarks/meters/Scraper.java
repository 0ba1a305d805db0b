package io.pyctor.benchmarks.meters;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.ApplicationContext;

import io.pyctor.spring.actuate.ActorsEndpoint;

/**
 * Reads the endpoint and all meters, as a monitoring system would.
 */
final class Scraper implements Observer {

	private static final double MILLISECOND = 1e6;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final ActorsEndpoint endpoint;

	private final MeterRegistry registry;

	/** What each look took; belongs to the caller. */
	private final List<Future<Double>> looks = new ArrayList<>();

	/** Belongs to the clock. */
	private double processed;

	Scraper(ApplicationContext context) {
		this.endpoint = context.getBean(ActorsEndpoint.class);
		this.registry = context.getBean(MeterRegistry.class);
	}

	@Override
	public void lookSoon(long nanos) {
		this.looks.add(this.clock.schedule(this::look, nanos, TimeUnit.NANOSECONDS));
	}

	/** Look once and return how long it kept a processor busy. */
	private double look() {
		long start = this.threads.getCurrentThreadCpuTime();
		int actors = this.endpoint.actors(null).actors().childCount();
		double processed = 0;
		for (Meter meter : this.registry.getMeters()) {
			for (Measurement measurement : meter.measure()) {
				double value = measurement.getValue();
				processed += meter.getId().getName().equals("pyctor.messages.processed") ? value : 0;
			}
		}
		if (actors == 0 || processed < this.processed) {
			throw new IllegalStateException("Look " + this.looks.size() + " has seen " + actors + " actors and "
					+ processed + " processed messages after " + this.processed);
		}
		this.processed = processed;
		return (this.threads.getCurrentThreadCpuTime() - start) / MILLISECOND;
	}

	@Override
	public double check() throws Exception {
		double sum = 0;
		for (Future<Double> look : this.looks) {
			sum += look.get();
		}
		// What the first looks see may be from before the load.
		if (this.processed == 0) {
			throw new IllegalStateException(this.looks.size() + " looks have seen no message processed");
		}
		return sum / this.looks.size();
	}

}
