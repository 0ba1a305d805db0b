package io.pyctor.sample;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The sample uses what every application can use, and its parts form no cycle.
 */
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		// What was generated ahead of time by the build before.
		.withImportOption((location) -> !location.contains("__"))
		.importPackages("io.pyctor.sample");

	@Test
	void onlyPublicApiIsUsed() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.pyctor.mailbox..", "io.pyctor.dispatch..", "io.pyctor.spring.*..")
			.check(this.classes);
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching("io.pyctor.sample.(*)..").should().beFreeOfCycles().check(this.classes);
	}

}
