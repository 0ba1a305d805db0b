package io.pyctor;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.pyctor");

	@Test
	void classesAreFound() {
		assertThat(CLASSES.contain(ActorSystem.class)).isTrue();
		assertThat(CLASSES.contain(ArchitectureTests.class)).isFalse();
		assertThat(CLASSES.containPackage("io.pyctor.mailbox")).isTrue();
		assertThat(CLASSES.containPackage("io.pyctor.dispatch")).isTrue();
		assertThat(CLASSES.containPackage("io.pyctor.supervision")).isTrue();
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching("(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void leavesKnowNothingOfTheEngine() {
		noClasses().that()
			.resideInAnyPackage("io.pyctor.mailbox..", "io.pyctor.dispatch..", "io.pyctor.supervision..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.pyctor")
			.check(CLASSES);
	}

	@Test
	void leavesKnowNothingOfEachOtherAndOnlyTheJdk() {
		for (String leaf : new String[] { "io.pyctor.mailbox..", "io.pyctor.dispatch..", "io.pyctor.supervision.." }) {
			classes().that()
				.resideInAPackage(leaf)
				.should()
				.onlyDependOnClassesThat()
				.resideInAnyPackage(leaf, "java..", "org.jspecify.annotations..")
				.check(CLASSES);
		}
	}

	@Test
	void coreKnowsNoFramework() {
		classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("io.pyctor..", "java..", "org.jspecify.annotations..", "org.slf4j..")
			.check(CLASSES);
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "io.micrometer..", "jakarta..")
			.check(CLASSES);
	}

	@Test
	void systemsShareNoState() {
		noFields().that().areStatic().should().notBeFinal().check(CLASSES);
	}

	@Test
	void engineNeitherEndsTheJvmNorWaitsForItsEnd() {
		for (Class<?> owner : new Class<?>[] { System.class, Runtime.class }) {
			noClasses().should().callMethod(owner, "exit", int.class).check(CLASSES);
		}
		noClasses().should().callMethod(Runtime.class, "halt", int.class).check(CLASSES);
		noClasses().should().callMethod(Runtime.class, "addShutdownHook", Thread.class).check(CLASSES);
	}

}
