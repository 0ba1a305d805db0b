package io.pyctor.spring;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.pyctor.ActorRef;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what is said where a keyed component is used in a way that cannot work.
 */
@ExtendWith(OutputCaptureExtension.class)
class KeyedFailureAnalysisTests {

	private static final String NAME = KeyedFailureAnalysisTests.class.getName();

	@Test
	void keyOfAComponentThatIsNotKeyed(CapturedOutput output) {
		fail(KeyOnly.class);
		says(output,
				"The actor component 'keyOnly' (" + NAME + "$KeyOnly) has a parameter with @Key, but it is not keyed.",
				"Annotate it with @ActorComponent(keyed = true) to have one actor for each key, or remove @Key.");
	}

	@Test
	void keyOfATypeThatIsNoText(CapturedOutput output) {
		fail(NoText.class);
		says(output,
				"$NoText) has a @Key parameter of type java.io.InputStream, which Spring cannot convert from a string",
				"Use a String, a number, a UUID, an enum");
		fail(ListKey.class);
		says(output, "$ListKey) has a @Key parameter of type java.util.List", "Use a String");
	}

	@Test
	void twoKeys(CapturedOutput output) {
		fail(TwoKeys.class);
		says(output, "$TwoKeys) has 2 parameters with @Key, but an actor has one key.", "Keep one of them.");
	}

	@Test
	void attributesOfKeyedComponents(CapturedOutput output) {
		fail(IdleOnly.class);
		says(output, "$IdleOnly) has 'idleTimeout', which only keyed components have, and is not keyed.",
				"Add 'keyed = true' to have one actor for each key, or remove 'idleTimeout'.");
		fail(BoundOnly.class);
		says(output, "$BoundOnly) has 'maxActive', which only keyed components have", "or remove 'maxActive'.");
		fail(TypeOnly.class);
		says(output, "$TypeOnly) has 'typeName', which only keyed components have", "or remove 'typeName'.");
	}

	@Test
	void propertiesOfKeyedComponents(CapturedOutput output) {
		fail("pyctor.actors.plain.idle-timeout=5m", Plain.class);
		says(output, "$Plain) has 'idleTimeout', which only keyed components have", "or remove 'idleTimeout'.");
		fail("pyctor.actors.plain.max-active=5", Plain.class);
		says(output, "$Plain) has 'maxActive', which only keyed components have", "or remove 'maxActive'.");
	}

	@Test
	void keyedTemplate(CapturedOutput output) {
		fail(Template.class);
		says(output, "$Template) is keyed and has 'start = false'.",
				"Remove 'start': actors of a keyed component start with the first message to their key.");
	}

	@Test
	void attributesWithoutSense(CapturedOutput output) {
		fail(NegativeBound.class);
		says(output, "$NegativeBound) has @ActorComponent(maxActive) with -1.", "or nothing for any number.");
		fail(NoTime.class);
		says(output, "$NoTime) has @ActorComponent(idleTimeout) with 'soon', which is no time", "such as '30s'");
		fail(NoUnit.class);
		says(output, "$NoUnit) has @ActorComponent(idleTimeout) with '10', which is no time", "with its unit");
		fail(IllegalType.class);
		says(output, "the character '/'", "@ActorComponent(typeName = \"");
	}

	@Test
	void injectionAsOneReference(CapturedOutput output) {
		fail(Cart.class, CartTaker.class);
		says(output,
				"'cart' (" + NAME
						+ "$Cart) was asked for as one ActorRef, but it is keyed: it has an actor for each key.",
				"Inject 'Actors actors', and get the actor of a key with "
						+ "'actors.of(KeyedFailureAnalysisTests.Cart.class, key)'.");
		assertThat(output).contains("It was Parameter 0 of constructor in " + CartTaker.class.getName());
	}

	@Test
	void injectionAsOneReferenceBesideAnother(CapturedOutput output) {
		fail(Cart.class, Plain.class, CartTaker.class);
		says(output, "'cart' (" + NAME + "$Cart) was asked for as one ActorRef", "Inject 'Actors actors'");
	}

	@Test
	void injectionByTheQualifier(CapturedOutput output) {
		fail(Cart.class, Other.class, Plain.class, QualifiedTaker.class);
		says(output, "'cart' (" + NAME + "$Cart) was asked for as one ActorRef", "Inject 'Actors actors'");
		assertThat(output).contains("It was Field any in " + QualifiedTaker.class.getName());
	}

	@Test
	void injectionOfTheOneReferenceThatThereIsNot(CapturedOutput output) {
		fail(Cart.class, AnyTaker.class);
		says(output, "'cart' (" + NAME + "$Cart) was asked for as one ActorRef", "Inject 'Actors actors'");
	}

	@Test
	void injectionOfOneReferenceByNoNameOfAComponent(CapturedOutput output) {
		fail(Cart.class, Plain.class, AnyTaker.class);
		says(output,
				"An ActorRef was asked for, but its name does not say of which component: there are [plain], and "
						+ "[cart] with an actor for each key.",
				"Name it like the component, or annotate it with @Qualifier(\"plain\"). For the actor of a key, "
						+ "inject 'Actors actors'.");
		assertThat(output).contains("It was Parameter 0 of constructor in " + AnyTaker.class.getName());
	}

	@Test
	void injectionOfTheObject(CapturedOutput output) {
		fail(Cart.class, ObjectTaker.class);
		says(output, "'cart' (" + NAME + "$Cart) was asked for, but it belongs to its actor alone.",
				"It has an actor for each key: inject 'Actors actors' in place of 'KeyedFailureAnalysisTests.Cart', and "
						+ "tell or ask the actor of a key, 'actors.of(KeyedFailureAnalysisTests.Cart.class, key)'.");
	}

	@Test
	void keyWithoutItsAnnotation(CapturedOutput output) {
		fail(Forgetful.class);
		says(output, "$Forgetful) has the parameter 'String id', and there is no such bean.",
				"Annotate it with @Key if it is the key of the actor, or with @Value if it is a setting.");
	}

	@Test
	void beanThatIsNotThere(CapturedOutput output) {
		fail(Needy.class);
		says(output, "Parameter 1 of constructor in " + NAME + "$Needy required a bean of type '" + NAME
				+ "$AnyTaker' that could not be found.", "Consider defining a bean of type");
	}

	@Test
	void finalMethodBehindAProxy(CapturedOutput output) {
		fail(FinalMethod.class, ProxiedByClass.class);
		says(output, "$FinalMethod) is behind a proxy, which cannot call its final method 'on(String)'.",
				"Remove 'final' from the method.");
	}

	@Test
	void finalClassBehindAProxy(CapturedOutput output) {
		fail(FinalClass.class, ProxiedByClass.class);
		says(output,
				"$FinalClass) needs a proxy, as for @Transactional or an aspect, but its class is final, so there can "
						+ "be none.",
				"Remove 'final' from the class (if it is a record, make it a class).");
	}

	@Test
	void askingWithTheWrongNumberOfArguments() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PyctorAutoConfiguration.class))
			.withUserConfiguration(Cart.class, Plain.class)
			.run((context) -> {
				Actors actors = context.getBean(Actors.class);
				assertThatExceptionOfType(ActorComponentException.class).isThrownBy(() -> actors.of(Cart.class))
					.withMessageContaining("'cart' (" + NAME + "$Cart) was asked for as one ActorRef")
					.withMessageContaining("actors.of(KeyedFailureAnalysisTests.Cart.class, key)");
				assertThatExceptionOfType(ActorComponentException.class).isThrownBy(() -> actors.named("cart"));
				assertThatExceptionOfType(ActorComponentException.class).isThrownBy(() -> actors.of(Plain.class, 42))
					.withMessageContaining("'plain' (" + NAME
							+ "$Plain) was asked for its actor of the key '42', but it is not keyed.")
					.withMessageContaining("@ActorComponent(keyed = true)");
				assertThatExceptionOfType(ActorComponentException.class).isThrownBy(() -> actors.named("plain", 42));
				assertThatIllegalArgumentException().isThrownBy(() -> actors.named("other", 42))
					.withMessageContaining("'cart' (" + NAME + "$Cart), 'plain' (");
				assertThatIllegalArgumentException().isThrownBy(() -> actors.of(Cart.class, ""));
				assertThatExceptionOfType(ActorComponentException.class)
					.isThrownBy(() -> context.getBean(ActorFactories.class).of(Cart.class, "42"))
					.withMessageContaining("is keyed: its actors are made by messages to their keys, not as children.");
			});
	}

	private static void fail(Class<?>... sources) {
		fail("", sources);
	}

	private static void fail(String property, Class<?>... sources) {
		List<Class<?>> all = new ArrayList<>(List.of(sources));
		all.add(Application.class);
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(all.toArray(Class<?>[]::new)).web(WebApplicationType.NONE)
				.properties(property)
				.run());
	}

	private static void says(CapturedOutput output, String description, String action) {
		assertThat(output).contains("APPLICATION FAILED TO START").contains(description).contains(action);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(PyctorAutoConfiguration.class)
	static class Application {

	}

	static class Handles {

		@Receive
		void on(String message) {
		}

	}

	@ActorComponent("plain")
	static class Plain extends Handles {

	}

	@ActorComponent(value = "cart", keyed = true)
	static class Cart extends Handles {

		Cart(@Key String key) {
		}

	}

	@ActorComponent("keyOnly")
	static class KeyOnly extends Handles {

		KeyOnly(@Key String key) {
		}

	}

	@ActorComponent(keyed = true)
	static class NoText extends Handles {

		NoText(@Key InputStream key) {
		}

	}

	@ActorComponent(keyed = true)
	static class ListKey extends Handles {

		ListKey(@Key List<String> key) {
		}

	}

	@ActorComponent(keyed = true)
	static class TwoKeys extends Handles {

		TwoKeys(@Key String tenant, @Key String order) {
		}

	}

	@ActorComponent(idleTimeout = "10m")
	static class IdleOnly extends Handles {

	}

	@ActorComponent(maxActive = 5)
	static class BoundOnly extends Handles {

	}

	@ActorComponent(typeName = "x")
	static class TypeOnly extends Handles {

	}

	@ActorComponent(keyed = true, start = false)
	static class Template extends Handles {

	}

	@ActorComponent(keyed = true, maxActive = -1)
	static class NegativeBound extends Handles {

	}

	@ActorComponent(keyed = true, idleTimeout = "soon")
	static class NoTime extends Handles {

	}

	@ActorComponent(keyed = true, idleTimeout = "10")
	static class NoUnit extends Handles {

	}

	@ActorComponent(keyed = true)
	static class Forgetful extends Handles {

		Forgetful(String id) {
		}

	}

	@ActorComponent(keyed = true)
	static class Needy extends Handles {

		Needy(@Key String key, AnyTaker taker) {
		}

	}

	@ActorComponent(value = "proxied", keyed = true)
	static class FinalMethod {

		@Receive
		final void on(String message) {
		}

	}

	@ActorComponent(value = "proxied", keyed = true)
	static final class FinalClass extends Handles {

	}

	static class ObjectTaker {

		ObjectTaker(Cart cart) {
		}

	}

	@ActorComponent(keyed = true, typeName = "a/b")
	static class IllegalType extends Handles {

	}

	static class CartTaker {

		CartTaker(ActorRef cart) {
		}

	}

	@ActorComponent(value = "other", keyed = true)
	static class Other {

		@Receive
		void receive(Object message) {
		}

	}

	static class QualifiedTaker {

		@Autowired
		@Qualifier("cart")
		private ActorRef any;

	}

	static class AnyTaker {

		AnyTaker(ActorRef any) {
		}

	}

}
