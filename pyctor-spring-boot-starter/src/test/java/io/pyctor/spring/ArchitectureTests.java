package io.pyctor.spring;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who may know whom.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.pyctor.spring");

	@Test
	void packagesAreFreeOfCycles() {
		check(slices().matching("(**)").should().beFreeOfCycles());
	}

	@Test
	void nobodyImportsTheAutoConfiguration() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.pyctor.spring.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.pyctor.spring.autoconfigure"));
	}

	@Test
	void componentsNeedNeitherBootNorMicrometer() {
		check(noClasses().that()
			.resideInAnyPackage("io.pyctor.spring", "io.pyctor.spring.handler", "io.pyctor.spring.sequential",
					"io.pyctor.spring.event")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "io.micrometer..", "jakarta.."));
	}

	@Test
	void reactorIsNeededWhereItsTypesAreReturnedOnly() {
		check(noClasses().that()
			.doNotHaveFullyQualifiedName("io.pyctor.spring.handler.ReactiveStages")
			.and()
			.doNotHaveFullyQualifiedName("io.pyctor.spring.sequential.MonoCalls")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("reactor..", "org.reactivestreams.."));
	}

	@Test
	void transactionsAreNeededByThoseWhoWaitForThemOnly() {
		check(noClasses().that()
			.doNotHaveFullyQualifiedName("io.pyctor.spring.AfterCommitActorRef")
			.and()
			.doNotHaveFullyQualifiedName("io.pyctor.spring.DeferredTell")
			.and()
			.resideOutsideOfPackages("io.pyctor.spring.event", "io.pyctor.spring.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.transaction.."));
	}

	@Test
	void contextPropagationIsNeededWhereSnapshotsAreTakenOnly() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.pyctor.spring.context", "io.pyctor.spring.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.micrometer.context.."));
	}

	@Test
	void optionalPartsDoNotKnowEachOther() {
		check(noClasses().that()
			.resideInAPackage("io.pyctor.spring.actuate")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.pyctor.spring.metrics", "io.pyctor.spring.health", "io.micrometer.."));
		check(noClasses().that()
			.resideInAPackage("io.pyctor.spring.metrics")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.pyctor.spring.actuate", "io.pyctor.spring.health", "org.springframework.boot.."));
	}

	@Test
	void autoConfigurationsArePublicAndFinalAndHaveNoPublicMembers() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.resideInAPackage("io.pyctor.spring.autoconfigure"));
		check(noMethods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic());
	}

	@Test
	void beanMethodsArePackagePrivateAndHaveNoClassCondition() {
		check(methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate());
		check(methods().that().areAnnotatedWith(Bean.class).should().notBeAnnotatedWith(ConditionalOnClass.class));
	}

	@Test
	void nothingIsScanned() {
		check(noClasses().should().beAnnotatedWith(ComponentScan.class));
	}

	@Test
	void noExecutorIsABean() {
		assertThat(CLASSES.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.isAnnotatedWith(Bean.class))
			.map(JavaMethod::getRawReturnType))
			.noneMatch((type) -> type.isAssignableTo("java.util.concurrent.Executor"));
	}

	@Test
	void packagesAreNullMarked() {
		assertThat(CLASSES.stream().map((type) -> type.getPackage().getName()).distinct()).isNotEmpty()
			.allSatisfy(
					(name) -> assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
						.as(name)
						.isTrue());
	}

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

}
