package io.pyctor.spring.autoconfigure;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

import io.pyctor.ActorSystem;
import io.pyctor.ActorSystemBuilder;
import io.pyctor.spring.ActorFactories;
import io.pyctor.spring.ActorSystemBuilderCustomizer;

/**
 * Builds the actor system from the properties.
 */
final class ActorSystemConfigurer {

	private static final String DEFAULT_NAME = "pyctor";

	private static final int MAX_NAME_LENGTH = 255;

	private final PyctorProperties properties;

	private final HealthProperties health;

	private final Environment environment;

	private final ActorFactories factories;

	ActorSystemConfigurer(PyctorProperties properties, HealthProperties health, Environment environment,
			ActorFactories factories) {
		this.properties = properties;
		this.health = health;
		this.environment = environment;
		this.factories = factories;
	}

	ActorSystem build(Stream<ActorSystemBuilderCustomizer> customizers) {
		String name = this.properties.name();
		ActorSystemBuilder builder = ActorSystem
			.builder((name != null) ? name : legalName(this.environment.getProperty("spring.application.name")))
			.throughput(this.properties.throughput())
			.batchTime(this.properties.batchTime())
			.virtualThreads(this.properties.useVirtualThreads(this.environment))
			.askTimeout(this.properties.askTimeout())
			.expireAsks(this.properties.expireAsks())
			.shutdownTimeout(this.properties.shutdownTimeout())
			.failureLogLimit(this.properties.failureLogLimit())
			.deadLetterLogLimit(this.properties.deadLetterLogLimit())
			.health(this.health.limits())
			.factories(this.factories::of);
		Integer parallelism = this.properties.parallelism();
		if (parallelism != null) {
			builder.parallelism(parallelism);
		}
		Long queueLimit = this.properties.queueLimit();
		if (queueLimit != null) {
			builder.queueLimit(queueLimit);
		}
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	/** An application may have a name that no actor system can have. */
	static String legalName(@Nullable String applicationName) {
		if (applicationName == null) {
			return DEFAULT_NAME;
		}
		String legal = applicationName.strip().replaceAll("[^A-Za-z0-9\\-_.~$@+:=,]+", "-");
		String name = legal.substring(0, Math.min(legal.length(), MAX_NAME_LENGTH));
		return name.matches("[.\\-]*") ? DEFAULT_NAME : name;
	}

}
