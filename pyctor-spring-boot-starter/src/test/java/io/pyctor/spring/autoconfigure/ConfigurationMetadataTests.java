package io.pyctor.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorComponentOverrides;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an editor knows of the properties.
 */
class ConfigurationMetadataTests {

	private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

	/** What a component is, rather than how it runs. */
	private static final List<String> WITHOUT_PROPERTY = List.of("value", "keyed", "typeName");

	@Test
	void everyAttributeOfAComponentHasItsProperty() {
		List<String> attributes = Stream.of(ActorComponent.class.getDeclaredMethods())
			.map(Method::getName)
			.filter((name) -> !WITHOUT_PROPERTY.contains(name))
			.toList();
		List<String> properties = Arrays.stream(ActorComponentOverrides.class.getRecordComponents())
			.map(RecordComponent::getName)
			.toList();
		assertThat(attributes).contains("blocking", "instances");
		assertThat(properties).containsAll(attributes);
	}

	@Test
	void everyPropertyOfAComponentIsDescribed() throws IOException {
		String source = Files.readString(Path.of("src/main/java/io/pyctor/spring/ActorComponentOverrides.java"));
		assertThat(ActorComponentOverrides.class.getRecordComponents())
			.allSatisfy((component) -> assertThat(source).containsPattern("@param " + component.getName() + " [A-Z]"));
	}

	@Test
	void componentsAreAMapOfTheirProperties() throws IOException {
		JsonNode actors = named("properties", "pyctor.actors");
		assertThat(actors.path("type").asString())
			.isEqualTo("java.util.Map<java.lang.String,io.pyctor.spring.ActorComponentOverrides>");
		assertThat(named("hints", "pyctor.actors.keys").at("/providers/0/parameters/target").asString())
			.isEqualTo("io.pyctor.ActorRef");
	}

	@Test
	void everyPropertyHasATypeAndADescription() throws IOException {
		assertThat(metadata().path("properties")).isNotEmpty().allSatisfy((property) -> {
			assertThat(property.path("type").asString()).isNotEmpty();
			assertThat(property.path("description").asString()).matches("(?s)[A-Z].*\\.");
		});
	}

	private static JsonNode named(String list, String name) throws IOException {
		for (JsonNode node : metadata().path(list)) {
			if (node.path("name").asString().equals(name)) {
				return node;
			}
		}
		throw new AssertionError("No " + name + " among the " + list);
	}

	private static JsonNode metadata() throws IOException {
		try (InputStream metadata = ConfigurationMetadataTests.class.getResourceAsStream(METADATA)) {
			return JsonMapper.shared().readTree(metadata);
		}
	}

}
