package io.pyctor.spring.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.event.TransactionalEventListener;

import io.pyctor.Actor;
import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.PoisonPill;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Every;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Restarted;
import io.pyctor.spring.Started;
import io.pyctor.spring.Stopped;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.handler.elsewhere.Elsewhere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application with wrong handler methods says when it starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class HandlerFailureAnalysisTests {

	private static final String NAME = HandlerFailureAnalysisTests.class.getName();

	@Test
	void classWithoutHandler(CapturedOutput output) {
		fail(NoHandler.class);
		says(output,
				"The actor component 'wrong' (" + NAME
						+ "$NoHandler) is annotated with @ActorComponent but is no actor: it handles no message.",
				"Annotate the methods of NoHandler that handle messages with @Receive, or let it extend "
						+ "io.pyctor.Actor. If it is no actor, annotate it with @Component.");
	}

	@Test
	void twoHandlersForOneType(CapturedOutput output) {
		fail(TwoHandlers.class);
		says(output,
				"$TwoHandlers) has two handlers for " + NAME
						+ "$Add: 'add(HandlerFailureAnalysisTests.Add)' and 'plus(HandlerFailureAnalysisTests.Add)'.",
				"Keep one of them.");
	}

	@Test
	void handlerForAPill(CapturedOutput output) {
		fail(PillHandler.class);
		says(output, "$PillHandler) has the handler 'on(PoisonPill)', but a PoisonPill stops its actor",
				"Remove it; a method with @Stopped is called when the actor ends.");
	}

	@Test
	void twoHandlersForOneClassWithTypeArguments(CapturedOutput output) {
		fail(TwoGenericHandlers.class);
		says(output, "$TwoGenericHandlers) has two handlers for " + NAME + "$Wrap: '",
				"A message does not know its type arguments");
	}

	@Test
	void inheritedHandlerForTheSameType(CapturedOutput output) {
		fail(InheritedTwice.class);
		says(output, "$InheritedTwice) has two handlers for " + NAME + "$Add", "Keep one of them.");
	}

	@Test
	void answerOfAnotherType(CapturedOutput output) {
		fail(WrongAnswer.class);
		says(output,
				"$WrongAnswer) answers a " + NAME
						+ "$Add, which is an Ask<java.lang.Integer>, with a java.lang.String, in the method "
						+ "'add(HandlerFailureAnalysisTests.Add)'.",
				"Return a java.lang.Integer, or let the message be an Ask<java.lang.String>.");
	}

	@Test
	void answerWithOtherTypeArguments(CapturedOutput output) {
		fail(WrongStage.class);
		says(output, "is an Ask<java.lang.Integer>, with a java.lang.Long, in the method",
				"Return a java.lang.Integer");
	}

	@Test
	void noAnswerToAQuestion(CapturedOutput output) {
		fail(NoAnswer.class);
		says(output, "$Add, which is an Ask<java.lang.Integer>, with nothing, in the method",
				"Return the answer, or take the sender as an ActorRef and tell it the answer.");
	}

	@Test
	void answerOfAnotherTypeToAPermittedQuestion(CapturedOutput output) {
		fail(WrongPermittedAnswer.class);
		says(output,
				"$WrongPermittedAnswer) answers a " + NAME
						+ "$Count, which is an Ask<java.lang.Long>, with a java.lang.String, in the method "
						+ "'on(HandlerFailureAnalysisTests.Command)'.",
				"Return a java.lang.Long");
	}

	@Test
	void noAnswerToAPermittedQuestion(CapturedOutput output) {
		fail(NoPermittedAnswer.class);
		says(output, "$Count, which is an Ask<java.lang.Long>, with nothing", "Return the answer");
	}

	@Test
	void parameterThatCannotBeGiven(CapturedOutput output) {
		fail(UnusableParameter.class);
		says(output,
				"$UnusableParameter) has the @Receive method 'add(HandlerFailureAnalysisTests.Add, String)', for "
						+ "whose parameter 'currency' of type java.lang.String there is nothing to give.",
				"Such a method takes the message, the sender as an ActorRef, the ActorContext, each at most once. "
						+ "Inject everything else into the constructor.");
	}

	@Test
	void senderTwice(CapturedOutput output) {
		fail(SenderTwice.class);
		says(output, "for whose parameter 'other' of type io.pyctor.ActorRef there is nothing to give",
				"each at most once");
	}

	@Test
	void noParameterForTheMessage(CapturedOutput output) {
		fail(NoMessage.class);
		says(output, "$NoMessage) has the @Receive method 'on(ActorContext)', which has no parameter for the message.",
				"Add one; its type says which messages the method gets.");
	}

	@Test
	void privateMethod(CapturedOutput output) {
		fail(PrivateMethod.class);
		says(output, "has the private @Receive method 'on(String)', which cannot be called on a bean and its proxies.",
				"Remove 'private' from the method.");
	}

	@Test
	void staticMethod(CapturedOutput output) {
		fail(StaticMethod.class);
		says(output, "has the static @Every method 'tick()', which cannot be called on a bean and its proxies.",
				"Remove 'static' from the method.");
	}

	@Test
	void actorWithHandlerMethods(CapturedOutput output) {
		fail(Both.class);
		says(output, "$Both) extends io.pyctor.Actor and has the @Receive method 'on(String)', too, which nobody "
				+ "would call.", "Override the methods of Actor, or let the class not extend it.");
	}

	@Test
	void actorWithLifecycleMethods(CapturedOutput output) {
		fail(BothLifecycles.class);
		says(output, "extends io.pyctor.Actor and has the @Started method 'begin()'", "Override the methods of Actor");
	}

	@Test
	void ambiguousPermittedMessage(CapturedOutput output) {
		fail(AmbiguousPermitted.class);
		says(output,
				"$AmbiguousPermitted) has a handler for " + NAME + "$Command, but its " + NAME
						+ "$Count could be handled by 'counts(HandlerFailureAnalysisTests.Counts)' and "
						+ "'on(HandlerFailureAnalysisTests.Command)', of which neither is more specific.",
				"Add a handler for Count.");
	}

	@Test
	void manyValues(CapturedOutput output) {
		fail(ManyValues.class);
		says(output, "has the method 'on(String)', which returns many values as a reactor.core.publisher.Flux",
				"Return one value, or a CompletionStage or Mono of one");
	}

	@Test
	void nothingToAwait(CapturedOutput output) {
		fail(NothingToAwait.class);
		says(output, "has the method 'on(String)' with @Receive(await = false), but there is nothing to await: it "
				+ "returns String.", "Return a CompletionStage or a Mono, or remove 'await = false'.");
	}

	@Test
	void lifecycleMethodWithAValue(CapturedOutput output) {
		fail(LifecycleValue.class);
		says(output, "has the @Stopped method 'end()', which returns int, but nobody gets that.", "Return nothing.");
	}

	@Test
	void lifecycleMethodWithAMessage(CapturedOutput output) {
		fail(LifecycleParameter.class);
		says(output, "has the @Started method 'begin(String)', for whose parameter 'text' of type java.lang.String",
				"Such a method takes the ActorContext, each at most once.");
	}

	@Test
	void restartedMethodWithAConcreteMessage(CapturedOutput output) {
		fail(RestartedParameter.class);
		says(output, "has the @Restarted method 'again(String, Throwable)'",
				"Such a method takes the message as an Object, the sender as an ActorRef, the ActorContext, the "
						+ "error as a Throwable, each at most once.");
	}

	@Test
	void twoLifecycleMethodsInOneClass(CapturedOutput output) {
		fail(TwoLifecycleMethods.class);
		says(output, "has more than one @Started method in HandlerFailureAnalysisTests.TwoLifecycleMethods, which says "
				+ "nothing about their order.", "Annotate one, and call the others from there.");
	}

	@Test
	void periodThatIsNoTime(CapturedOutput output) {
		fail(NoPeriod.class);
		says(output, "$NoPeriod), in its method 'tick()', has @Every with 'soon' (from '${tick.period:soon}'), which "
				+ "is no time that can be used.", "Write a positive time with its unit, such as '30s'");
	}

	@Test
	void periodOfNothing(CapturedOutput output) {
		fail(ZeroPeriod.class);
		says(output, "has @Every with '0s', which is no time that can be used.", "Write a positive time");
	}

	@Test
	void emptyPeriod(CapturedOutput output) {
		fail(EmptyPeriod.class);
		says(output, "has @Every without a period.", "such as @Every(\"30s\")");
	}

	@Test
	void askTimeoutThatIsNoTime(CapturedOutput output) {
		fail(NoTimeout.class);
		says(output, "$NoTimeout) has @ActorComponent(askTimeout) with 'never', which is no time that can be used.",
				"Write a positive time with its unit");
	}

	@Test
	void finalMethodBehindAProxy(CapturedOutput output) {
		fail(FinalMethod.class, ClassProxies.class);
		says(output, "$FinalMethod) is behind a proxy, which cannot call its final method 'on(String)'.",
				"Remove 'final' from the method.");
	}

	@Test
	void packagePrivateMethodOfAnotherPackageBehindAProxy(CapturedOutput output) {
		fail(OfAnotherPackage.class, ClassProxies.class);
		says(output,
				"$OfAnotherPackage) is behind a proxy, which cannot call the package-private method 'on(String)' "
						+ "of Elsewhere, from another package or class loader.",
				"Make the method public or protected.");
	}

	@Test
	void asynchronousHandler(CapturedOutput output) {
		fail(AsyncHandler.class);
		says(output,
				"$AsyncHandler) has the method 'on(String)' with @Async, which would let messages be handled at "
						+ "the same time and in any order.",
				"Remove @Async: a message is told without waiting anyway.");
	}

	@Test
	void asynchronousHook(CapturedOutput output) {
		fail(AsyncHook.class);
		says(output, "$AsyncHook) has the method 'begin()' with @Async", "Remove @Async");
	}

	@Test
	void asynchronousClass(CapturedOutput output) {
		fail(AsyncClass.class);
		says(output, "$AsyncClass) is annotated with @Async, which would handle its messages at the same time",
				"annotate it with @ActorComponent(blocking = true).");
	}

	@Test
	void asynchronousActor(CapturedOutput output) {
		fail(AsyncActor.class);
		says(output, "$AsyncActor) has the method 'receive(ActorRef, Object)' with @Async", "Remove @Async");
	}

	@Test
	void scheduledMethod(CapturedOutput output) {
		fail(ScheduledMethod.class);
		says(output,
				"$ScheduledMethod) has the method 'tick()' with @Scheduled, which is called by others than its actor, "
						+ "beside its messages.",
				"Use @Every in its place, which takes its turn among the messages;");
	}

	@Test
	void scheduledMethodOfAnActor(CapturedOutput output) {
		fail(ScheduledActor.class);
		says(output, "$ScheduledActor) has the method 'tick()' with @Scheduled",
				"a subclass of Actor calls scheduleTell(..) in started().");
	}

	@Test
	void listenerOfSpring(CapturedOutput output) {
		fail(SpringListener.class);
		says(output,
				"$SpringListener) has the method 'on(HandlerFailureAnalysisTests.Add)' with @EventListener, which is "
						+ "called by others than its actor",
				"Let a method with @Receive and @ActorListener take the event: as a message.");
	}

	@Test
	void listenerByInterface(CapturedOutput output) {
		fail(InterfaceListener.class);
		says(output, "$InterfaceListener) is an ApplicationListener, which is called by others than its actor",
				"Let a method with @Receive and @ActorListener take the event");
	}

	@Test
	void methodThatIsInNoInterfaceBehindAProxyOfInterfaces(CapturedOutput output) {
		fail(NotInInterface.class, InterfaceProxies.class);
		says(output, "$NotInInterface) is behind a proxy of its interfaces, which has no method 'on(String)'.",
				"Declare the method in an interface of the class, or use proxies of classes");
	}

	private static void says(CapturedOutput output, String description, String action) {
		String said = output.getOut().replaceAll("\\s+", " ");
		assertThat(said).contains("APPLICATION FAILED TO START").contains("Description: The actor component 'wrong' (");
		assertThat(said).contains(description).contains("Action: ").contains(action);
	}

	private static void fail(Class<?>... sources) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Application.class).sources(sources)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run()
			.close());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PyctorAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class ClassProxies {

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("wrong#actor");
			creator.setProxyTargetClass(true);
			return creator;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceProxies {

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("wrong#actor");
			return creator;
		}

	}

	record Add(int number) implements Ask<Integer> {

	}

	record Wrap<T>(T value) {

	}

	interface Counts {

	}

	sealed interface Command {

	}

	record Open() implements Command {

	}

	record Count() implements Command, Counts, Ask<Long> {

	}

	@ActorComponent("wrong")
	static class NoHandler {

		int add(Add message) {
			return 0;
		}

	}

	@ActorComponent("wrong")
	static class TwoHandlers {

		@Receive
		int add(Add message) {
			return 0;
		}

		@Receive
		int plus(Add message) {
			return 0;
		}

	}

	@ActorComponent("wrong")
	static class TwoGenericHandlers {

		@Receive
		void text(Wrap<String> message) {
		}

		@Receive
		void number(Wrap<Integer> message) {
		}

	}

	static class Ancestor {

		@Receive
		int add(Add message) {
			return 0;
		}

	}

	@ActorComponent("wrong")
	static class InheritedTwice extends Ancestor {

		@Receive
		int plus(Add message) {
			return 0;
		}

	}

	@ActorComponent("wrong")
	static class WrongAnswer {

		@Receive
		String add(Add message) {
			return "0";
		}

	}

	@ActorComponent("wrong")
	static class WrongStage {

		@Receive
		CompletionStage<Long> add(Add message) {
			return CompletableFuture.completedFuture(0L);
		}

	}

	@ActorComponent("wrong")
	static class NoAnswer {

		@Receive
		void add(Add message, ActorContext context) {
		}

	}

	@ActorComponent("wrong")
	static class WrongPermittedAnswer {

		@Receive
		String on(Command command) {
			return "";
		}

	}

	@ActorComponent("wrong")
	static class NoPermittedAnswer {

		@Receive
		void on(Command command) {
		}

	}

	@ActorComponent("wrong")
	static class UnusableParameter {

		@Receive
		int add(Add message, String currency) {
			return 0;
		}

	}

	@ActorComponent("wrong")
	static class SenderTwice {

		@Receive
		void add(ActorRef sender, Add message, ActorRef other) {
		}

	}

	@ActorComponent("wrong")
	static class NoMessage {

		@Receive
		void on(ActorContext context) {
		}

	}

	@ActorComponent("wrong")
	static class PrivateMethod {

		@Receive
		private void on(String message) {
		}

	}

	@ActorComponent("wrong")
	static class StaticMethod {

		@Every("1s")
		static void tick() {
		}

	}

	@ActorComponent("wrong")
	static class Both extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

		@Receive
		void on(String message) {
		}

	}

	@ActorComponent("wrong")
	static class BothLifecycles extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

		@Started
		void begin() {
		}

	}

	@ActorComponent("wrong")
	static class AmbiguousPermitted {

		@Receive
		Object on(Command command) {
			return 1L;
		}

		@Receive
		long counts(Counts message) {
			return 1;
		}

	}

	@ActorComponent("wrong")
	static class ManyValues {

		@Receive
		Flux<String> on(String message) {
			return Flux.empty();
		}

	}

	@ActorComponent("wrong")
	static class NothingToAwait {

		@Receive(await = false)
		String on(String message) {
			return message;
		}

	}

	static class Handling {

		@Receive
		void on(String message) {
		}

	}

	@ActorComponent("wrong")
	static class LifecycleValue extends Handling {

		@Stopped
		int end() {
			return 0;
		}

	}

	@ActorComponent("wrong")
	static class LifecycleParameter extends Handling {

		@Started
		void begin(String text) {
		}

	}

	@ActorComponent("wrong")
	static class RestartedParameter extends Handling {

		@Restarted
		void again(String text, Throwable error) {
		}

	}

	@ActorComponent("wrong")
	static class TwoLifecycleMethods extends Handling {

		@Started
		void one() {
		}

		@Started
		void two() {
		}

	}

	@ActorComponent("wrong")
	static class NoPeriod extends Handling {

		@Every("${tick.period:soon}")
		void tick() {
		}

	}

	@ActorComponent("wrong")
	static class ZeroPeriod extends Handling {

		@Every("0s")
		void tick() {
		}

	}

	@ActorComponent("wrong")
	static class EmptyPeriod extends Handling {

		@Every("")
		void tick() {
		}

	}

	@ActorComponent(value = "wrong", askTimeout = "never")
	static class NoTimeout extends Handling {

	}

	@ActorComponent("wrong")
	static class OfAnotherPackage extends Elsewhere {

	}

	@ActorComponent("wrong")
	static class AsyncHandler {

		@Receive
		@Async
		public void on(String message) {
		}

	}

	@ActorComponent("wrong")
	static class AsyncHook {

		@Started
		@Async
		public void begin() {
		}

		@Receive
		void on(String message) {
		}

	}

	@Async
	static class AsyncBase {

	}

	@ActorComponent("wrong")
	static class AsyncClass extends AsyncBase {

		@Receive
		void on(String message) {
		}

	}

	@ActorComponent("wrong")
	static class AsyncActor extends Actor {

		@Override
		@Async
		protected void receive(ActorRef sender, Object message) {
		}

	}

	@ActorComponent("wrong")
	static class PillHandler {

		@Receive
		void on(PoisonPill message) {
		}

	}

	@ActorComponent("wrong")
	static class ScheduledMethod {

		@Receive
		void on(String message) {
		}

		@Scheduled(fixedDelay = 10)
		@Scheduled(fixedDelay = 20)
		void tick() {
		}

	}

	@ActorComponent("wrong")
	static class ScheduledActor extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
		}

		@Scheduled(fixedDelay = 10)
		void tick() {
		}

	}

	@ActorComponent("wrong")
	static class SpringListener {

		@Receive
		void on(String message) {
		}

		@TransactionalEventListener
		void on(Add event) {
		}

	}

	@ActorComponent("wrong")
	static class InterfaceListener implements ApplicationListener<ContextRefreshedEvent> {

		@Receive
		void on(String message) {
		}

		@Override
		public void onApplicationEvent(ContextRefreshedEvent event) {
		}

	}

	@ActorComponent("wrong")
	static class FinalMethod {

		@Receive
		final void on(String message) {
		}

	}

	interface Named {

		String name();

	}

	@ActorComponent("wrong")
	static class NotInInterface implements Named {

		@Override
		public String name() {
			return "";
		}

		@Receive
		void on(String message) {
		}

	}

}
