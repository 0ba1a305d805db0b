package io.pyctor.spring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.MessagePriority;
import io.pyctor.Overflow;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ProxiedByClass;
import io.pyctor.spring.Receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application that starts with a mistake says.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	@Test
	void componentWithSingletonScopeNamesTheClassAndTheWayOut(CapturedOutput output) {
		fail(SingletonActor.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(SingletonActor.class.getName() + ") has the scope 'singleton'")
			.contains("Remove @Scope from FailureAnalysisTests.SingletonActor");
	}

	@Test
	void beanMethodWithoutPrototypeScopeNamesTheMethod(CapturedOutput output) {
		fail(SingletonMethod.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(Stock.class.getName() + ") has the scope 'singleton'")
			.contains("Annotate the @Bean method 'northStock' with @Scope(\"prototype\")");
	}

	@Test
	void componentThatIsNoActorNamesTheClassAndTheWayOut(CapturedOutput output) {
		fail(NoActor.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(NoActor.class.getName() + ") is annotated with @ActorComponent but is no actor")
			.contains("extend io.pyctor.Actor");
	}

	@Test
	void componentWithIllegalNameShowsTheCharacter(CapturedOutput output) {
		fail(IllegalName.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'our stock' (" + IllegalName.class.getName())
			.contains("the character U+0020 at position 3")
			.contains("@ActorComponent(\"illegalName\")");
	}

	@Test
	void componentWithSlashInItsNameIsRefused(CapturedOutput output) {
		fail(SlashName.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("'our/stock'").contains("'/'");
	}

	@Test
	void parameterOfTheActorsTypeSaysWhoAskedAndWhatToInject(CapturedOutput output) {
		fail(Stock.class, ObjectTaker.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'stock' (" + Stock.class.getName() + ") was asked for")
			.contains("It was Parameter 0 of constructor in " + ObjectTaker.class.getName())
			.contains("Inject 'ActorRef stock' in place of 'FailureAnalysisTests.Stock'");
	}

	@Test
	void parameterOfATemplatesTypeSaysWhoMakesIts(CapturedOutput output) {
		fail(Template.class, TemplateTaker.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'template' (" + Template.class.getName() + ") was asked for")
			.contains("It is not started with the context ('start = false'): let an actor create a child of it, with "
					+ "'context.create(FailureAnalysisTests.Template.class, \"...\")'");
	}

	@Test
	void subclassThatIsNoComponentItselfSaysWhatToAnnotate(CapturedOutput output) {
		fail(Special.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(Special.class.getName() + ") has the scope 'singleton'")
			.contains("Annotate FailureAnalysisTests.Special itself with @ActorComponent, which it only inherits, in "
					+ "place of @Component")
			.doesNotContain("Remove @Scope");
	}

	@Test
	void scopeWithAProxyIsRefused(CapturedOutput output) {
		fail(ScopedProxy.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'scoped' (" + ScopedProxy.class.getName() + ") has a scope with a proxyMode")
			.contains("Remove the annotation with the scope from FailureAnalysisTests.ScopedProxy");
	}

	@Test
	void recordThatNeedsAProxySaysThatItIsFinal(CapturedOutput output) {
		fail(ProxiedRecord.class, ProxiedByClass.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'proxied' (" + ProxiedRecord.class.getName() + ") needs a proxy, as for @Transactional or an "
					+ "aspect, but its class is final, so there can be none.")
			.contains("Remove 'final' from the class (if it is a record, make it a class).");
	}

	@Test
	void priorityOfAPropertyThatIsNoneIsNamed(CapturedOutput output) {
		fail(new String[] { "--pyctor.actors.stock.priority=java.lang.String" }, Stock.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'stock' (" + Stock.class.getName()
					+ ") has the priority java.lang.String, which is no io.pyctor.MessagePriority.")
			.contains("Name a class that implements it.")
			.doesNotContain("that asked");
	}

	@Test
	void negativeCapacityNamesTheComponentAndTheWayOut(CapturedOutput output) {
		fail(NegativeCapacity.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(NegativeCapacity.class.getName() + ") has @ActorComponent(capacity) with '-5'")
			.contains("at least 1, or 0 for as many as come")
			.doesNotContain("that asked");
	}

	@Test
	void overflowWithoutCapacityNamesTheComponentAndTheWayOut(CapturedOutput output) {
		fail(OverflowAlone.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(OverflowAlone.class.getName() + ") says what happens to messages that find no place")
			.contains("overflow 'DROP_NEWEST'")
			.contains("@ActorComponent(capacity = 1000)");
	}

	@Test
	void priorityOfWhichNoObjectCanBeMadeNamesTheClassAndTheWayOut(CapturedOutput output) {
		fail(UnmadePriority.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(UnmadePriority.class.getName() + ") has the priority " + PriorityWithParameter.class.getName())
			.contains("a constructor without parameters");
	}

	@Test
	void priorityAndOldestDroppedNamesTheComponentAndTheWayOut(CapturedOutput output) {
		fail(PriorityAndOldest.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(PriorityAndOldest.class.getName() + ") has priorities")
			.contains("Choose the overflow REJECT or DROP_NEWEST");
	}

	@Test
	void scannedComponentsWithOneNameAreBothNamed(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(ClashScan.class));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The name 'clashing' is used by two beans")
			.contains("io.pyctor.spring.autoconfigure.clash.one.Clashing")
			.contains("io.pyctor.spring.autoconfigure.clash.two.Clashing")
			.contains("@ActorComponent(\"...\")");
	}

	@Test
	void beanMethodsWithOneNameAreBothNamed(CapturedOutput output) {
		fail(OneStock.class, OtherStock.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The name 'same' is used by two beans")
			.contains(Stock.class.getName())
			.contains(Audit.class.getName());
	}

	@Test
	void otherBeansWithOneNameAreLeftToSpringBoot(CapturedOutput output) {
		fail(OneString.class, OtherString.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The bean 'same'")
			.doesNotContain("actor component");
	}

	@Test
	void nameThatIsTakenInTheSystemNamesTheComponent(CapturedOutput output) {
		fail(Stock.class, TakenName.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'stock' (" + Stock.class.getName() + ") cannot be created")
			.contains("already in use");
	}

	@Test
	void contextThatNobodyCapturesNamesTheLibraryAndTheSettings(CapturedOutput output) {
		fail(new String[] { "--pyctor.propagate-context=true" }, Stock.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'stock' (" + Stock.class.getName() + ") asks for the context of its callers (propagateContext), "
					+ "but there is no single bean that captures it")
			.contains("Add 'io.micrometer:context-propagation' to the class path")
			.contains("remove 'propagateContext' from @ActorComponent, and 'propagate-context' from the properties");
	}

	@Test
	void componentWithoutInstancesSaysHowManyThereHaveToBe(CapturedOutput output) {
		fail(NoInstance.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'crowd' (" + NoInstance.class.getName()
					+ ") has @ActorComponent(instances) with '0', but needs at least 1")
			.contains("leave the attribute out for one");
	}

	@Test
	void keyedComponentWithInstancesIsRefused(CapturedOutput output) {
		fail(KeyedCrowd.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'crowd' (" + KeyedCrowd.class.getName() + ") is keyed")
			.contains("but has 3 instances, too")
			.contains("Remove 'keyed' for a fixed");
	}

	@Test
	void instanceKeyOfOneInstanceSaysThatThereIsNoChoice(CapturedOutput output) {
		fail(KeyOfOne.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the instance key 'length', but only one instance")
			.contains("@ActorComponent(instances = 8)");
	}

	@Test
	void instanceKeyThatCannotBeParsedIsShown(CapturedOutput output) {
		fail(UnreadableKey.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'crowd' (" + UnreadableKey.class.getName()
					+ ") has the instance key 'length +', which cannot be parsed")
			.contains("such as 'customerId'");
	}

	@Test
	void instanceKeyOfAPropertyIsCheckedToo(CapturedOutput output) {
		fail(new String[] { "--pyctor.actors.stock.instance-key=a b", "--pyctor.actors.stock.instances=2" },
				Stock.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("has the instance key 'a b', which cannot be parsed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			pyctor.name                  | my shop | 1 to 255 ASCII letters
			pyctor.name                  | ..      | 1 to 255 ASCII letters
			pyctor.parallelism           | 0       | at least 1
			pyctor.throughput            | 0       | at least 1
			pyctor.batch-time            | 0s      | a positive time
			pyctor.ask-timeout           | -1s     | a positive time
			pyctor.shutdown-timeout      | -1s     | a time that is not negative
			pyctor.dead-letter-log-limit | -1      | at least 0
			pyctor.failure-log-limit     | -1      | at least 0
			pyctor.actors.stock.instances | 0      | at least 1
			pyctor.actors.stock.ask-timeout | 0s   | a positive time
			""")
	void invalidPropertyNamesPropertyValueAndExpectation(String property, String value, String expected,
			CapturedOutput output) {
		fail(new String[] { "--" + property + "=" + value }, Stock.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The configuration property '" + property + "' has the invalid value")
			.contains("Expected " + expected);
	}

	@Test
	void propertyThatIsNoNumberNamesPropertyAndValue(CapturedOutput output) {
		fail(new String[] { "--pyctor.throughput=many" }, Stock.class);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("pyctor.throughput").contains("\"many\"");
	}

	private static void fail(Class<?>... sources) {
		fail(new String[0], sources);
	}

	private static void fail(String[] arguments, Class<?>... sources) {
		assertThatException().isThrownBy(() -> run(arguments, Application.class, sources));
	}

	private static void run(Class<?> application) {
		run(new String[0], application);
	}

	private static void run(String[] arguments, Class<?> application, Class<?>... sources) {
		new SpringApplicationBuilder(application).sources(sources)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run(arguments)
			.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PyctorAutoConfiguration.class)
	static class Application {

	}

	abstract static class Silent extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			unhandled(message);
		}

	}

	@ActorComponent("stock")
	static class Stock extends Silent {

	}

	@ActorComponent("audit")
	static class Audit extends Silent {

	}

	@ActorComponent("single")
	@Scope("singleton")
	static class SingletonActor extends Silent {

	}

	@ActorComponent("none")
	static class NoActor {

	}

	@ActorComponent("our stock")
	static class IllegalName extends Silent {

	}

	@ActorComponent("our/stock")
	static class SlashName extends Silent {

	}

	@ActorComponent(value = "template", start = false)
	static class Template extends Silent {

	}

	record TemplateTaker(Template template) {

	}

	@Component
	static class Special extends Stock {

	}

	@ActorComponent("scoped")
	@Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedProxy extends Silent {

	}

	@ActorComponent("proxied")
	record ProxiedRecord() {

		@Receive
		void on(String message) {
		}

	}

	record ObjectTaker(Stock stock) {

	}

	@Configuration(proxyBeanMethods = false)
	static class SingletonMethod {

		@Bean
		Stock northStock() {
			return new Stock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneStock {

		@Bean
		@Scope("prototype")
		Stock same() {
			return new Stock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherStock {

		@Bean
		@Scope("prototype")
		Audit same() {
			return new Audit();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneString {

		@Bean
		String same() {
			return "one";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherString {

		@Bean
		String same() {
			return "other";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TakenName {

		@Bean
		ActorSystem takenSystem() {
			ActorSystem system = ActorSystem.create("taken");
			system.create(Audit::new, "stock");
			return system;
		}

	}

	@ActorComponent(value = "crowd", instances = 0)
	static class NoInstance extends Silent {

	}

	@ActorComponent(value = "crowd", keyed = true, instances = 3)
	static class KeyedCrowd extends Silent {

	}

	@ActorComponent(value = "crowd", instanceKey = "length")
	static class KeyOfOne extends Silent {

	}

	@ActorComponent(value = "crowd", instances = 2, instanceKey = "length +")
	static class UnreadableKey extends Silent {

	}

	@ActorComponent(capacity = -5)
	static class NegativeCapacity extends Silent {

	}

	@ActorComponent(priority = PriorityWithParameter.class)
	static class UnmadePriority extends Silent {

	}

	@ActorComponent(capacity = 10, overflow = Overflow.DROP_OLDEST, priority = Shortest.class)
	static class PriorityAndOldest extends Silent {

	}

	static class Shortest implements MessagePriority {

		@Override
		public int of(Object message) {
			return -message.toString().length();
		}

	}

	static class PriorityWithParameter extends Shortest {

		PriorityWithParameter(String parameter) {
		}

	}

	@ActorComponent(overflow = Overflow.DROP_NEWEST)
	static class OverflowAlone extends Silent {

	}

}
