package io.pyctor.spring.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.boot.health.contributor.Health;

import io.pyctor.HealthFinding;
import io.pyctor.HealthReport;

/**
 * Writes findings into the details of a health: of each kind how many there are, the
 * limit, and the worst of them.
 */
final class FindingDetails {

	/** Who reads them wants to know where to begin. */
	private static final int MAX = 10;

	private final HealthReport report;

	private final Health.Builder builder;

	FindingDetails(HealthReport report, Health.Builder builder) {
		this.report = report;
		this.builder = builder;
	}

	void add() {
		add("stuck", HealthFinding.Stuck.class, (stuck) -> text(stuck.limit()), (stuck) -> {
			Map<String, Object> details = details(stuck);
			details.put("state", stuck.state().name());
			stuck.messageType().ifPresent((type) -> details.put("message", type));
			details.put("lasting", text(stuck.lasting()));
			return details;
		});
		add("oldestMessage", HealthFinding.Late.class, (late) -> text(late.limit()), (late) -> {
			Map<String, Object> details = details(late);
			details.put("waiting", late.waiting());
			details.put("age", text(late.age()));
			return details;
		});
		add("saturation", HealthFinding.Saturated.class, HealthFinding.Saturated::limit, (saturated) -> {
			Map<String, Object> details = details(saturated);
			details.put("waiting", saturated.waiting());
			details.put("capacity", saturated.capacity());
			return details;
		});
		add("restarts", HealthFinding.Restarting.class,
				(restarting) -> restarting.limit() + " in " + text(restarting.within()), (restarting) -> {
					Map<String, Object> details = details(restarting);
					details.put("restarts", restarting.restarts());
					return details;
				});
		add("failedActors", HealthFinding.Failed.class, (failed) -> "1 in " + text(failed.within()), (failed) -> {
			Map<String, Object> details = details(failed);
			details.put("ends", failed.ends());
			return details;
		});
		add("growth", HealthFinding.Growing.class, HealthFinding.Growing::limit, (growing) -> {
			Map<String, Object> details = details(growing);
			details.put("waiting", growing.waiting());
			details.put("growthPerSecond", growing.growthPerSecond());
			details.put("processedPerSecond", growing.processedPerSecond());
			return details;
		});
	}

	private <F extends HealthFinding> void add(String name, Class<F> kind, Function<F, Object> limit,
			Function<F, Map<String, Object>> details) {
		List<F> findings = this.report.findings(kind);
		if (findings.isEmpty()) {
			return;
		}
		Map<String, Object> detail = new LinkedHashMap<>();
		detail.put("count", findings.size());
		detail.put("limit", limit.apply(findings.get(0)));
		detail.put("actors", findings.stream().limit(MAX).map(details).toList());
		if (findings.size() > MAX) {
			detail.put("more", findings.size() - MAX);
		}
		this.builder.withDetail(name, detail);
	}

	private static Map<String, Object> details(HealthFinding finding) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("actor", finding.actor().path().toString());
		details.put("type", finding.type());
		return details;
	}

	/** Whatever the mapper of the application makes of a time. */
	private static String text(Duration time) {
		return time.withNanos(time.getNano() / 1_000_000 * 1_000_000).toString();
	}

}
