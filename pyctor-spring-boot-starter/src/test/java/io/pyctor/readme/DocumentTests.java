package io.pyctor.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What documents point to is there: files, headings, and the tests that hold a promise.
 */
class DocumentTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\((?!http)([^)#]*)(#[^)]+)?\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)?\\.{0,2}\\.?(\\w+)?`");

	@Test
	void linksLeadSomewhere() {
		for (Path document : documents()) {
			LINK.matcher(text(document)).results().forEach((link) -> check(document, link));
		}
	}

	private static void check(Path document, MatchResult link) {
		Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
		assertThat(target).as("link %s in %s", link.group(), document).exists();
		if (link.group(2) != null) {
			assertThat(headings(target)).as("link %s in %s", link.group(), document).contains(link.group(2));
		}
	}

	private static List<String> headings(Path document) {
		return HEADING.matcher(text(document))
			.results()
			.map((heading) -> "#" + heading.group(1).toLowerCase().replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
			.toList();
	}

	@Test
	void testsThatHoldPromisesAreThere() {
		String table = text(ROOT.resolve("docs/reliability.md"));
		List<String> rows = table.lines().filter((line) -> line.startsWith("| ") && line.contains("Tests")).toList();
		assertThat(rows).hasSizeGreaterThan(20);
		rows.forEach(DocumentTests::checkRow);
	}

	private static void checkRow(String row) {
		String test = "";
		for (MatchResult name : TEST.matcher(row.substring(row.indexOf('|', 1))).results().toList()) {
			test = (name.group(1) != null) ? name.group(1) : test;
			Optional<Path> source = source(test + ".java");
			assertThat(source).as("the test '%s' of the row %s", test, row).isPresent();
			if (name.group(2) != null) {
				assertThat(sources(test + ".java")).as("%s in the row %s", name.group(), row)
					.anyMatch((file) -> text(file).contains("void " + name.group(2) + "("));
			}
		}
	}

	private static Optional<Path> source(String name) {
		return sources(name).stream().findFirst();
	}

	private static List<Path> sources(String name) {
		return Stream.of("pyctor-core", "pyctor-spring-boot-starter", "pyctor-sample-app")
			.flatMap((module) -> walk(ROOT.resolve(module + "/src/test/java")))
			.filter((file) -> file.getFileName().toString().equals(name))
			.toList();
	}

	private static List<Path> documents() {
		return Stream
			.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("pyctor-benchmarks/README.md")),
					walk(ROOT.resolve("docs")).filter((file) -> file.toString().endsWith(".md")))
			.toList();
	}

	private static Stream<Path> walk(Path directory) {
		try {
			return Files.walk(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
