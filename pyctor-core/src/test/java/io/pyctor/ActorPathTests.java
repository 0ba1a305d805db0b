package io.pyctor;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ActorPathTests {

	@Test
	void addressIsPrintedAndReadBack() {
		ActorPath path = new ActorPath("shop", List.of("user", "orders", "42"), 17);
		assertThat(path).hasToString("/user/orders/42");
		assertThat(path.address()).isEqualTo("pyctor://shop/user/orders/42#17");
		ActorPath read = ActorPath.parse(path.address());
		assertThat(read).isEqualTo(path).hasSameHashCodeAs(path);
		assertThat(read.system()).isEqualTo("shop");
		assertThat(read.elements()).containsExactly("user", "orders", "42");
		assertThat(read.name()).isEqualTo("42");
		assertThat(read.parent()).contains("/user/orders");
		assertThat(read.incarnation()).isEqualTo(17);
	}

	@Test
	void rootHasNoParent() {
		assertThat(new ActorPath("shop", List.of("user"), 0).parent()).isEmpty();
	}

	@Test
	void addressWithEveryAllowedCharacterIsReadBack() {
		String name = "azAZ09-_.~$@+:=,";
		assertThat(ActorPath.checkName("actor", name)).isEqualTo(name);
		ActorPath path = new ActorPath(name, List.of("user", name, "a.b", "..."), Long.MAX_VALUE);
		assertThat(ActorPath.parse(path.address())).isEqualTo(path);
	}

	@Test
	void pathsDifferBySystemNamesAndIncarnation() {
		ActorPath path = ActorPath.parse("pyctor://a/user/x#1");
		assertThat(path).isNotEqualTo(ActorPath.parse("pyctor://b/user/x#1"))
			.isNotEqualTo(ActorPath.parse("pyctor://a/user/y#1"))
			.isNotEqualTo(ActorPath.parse("pyctor://a/user/x#2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "pyctor://", "pyctor://a", "pyctor://a/user", "pyctor://a/user#", "pyctor://a/user#x",
			"http://a/user#1", "/user/x#1", "pyctor://a#1/user", "pyctor:///user#1", "pyctor://a/#1",
			"pyctor://a/user//x#1", "pyctor://a/user/..#1", "pyctor://a/us er#1" })
	void whatIsNoAddressIsRefused(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> ActorPath.parse(address));
	}

	@Test
	void badCharacterIsNamedWithItsPlace() {
		assertThatIllegalArgumentException().isThrownBy(() -> ActorPath.checkName("actor", "a/b"))
			.withMessageContaining("'a/b'")
			.withMessageContaining("'/'")
			.withMessageContaining("position 1");
		assertThatIllegalArgumentException().isThrownBy(() -> ActorPath.checkName("actor", "caf\u00e9"))
			.withMessageContaining("U+00E9")
			.withMessageContaining("position 3");
		assertThatIllegalArgumentException().isThrownBy(() -> ActorPath.checkName("actor", "a b"))
			.withMessageContaining("U+0020");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "a/b", "a b", "a#b", "a?b", "a%b", "a\nb", "\u0000", "\u00fc", "a;b" })
	void badNameIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> ActorPath.checkName("actor", name))
			.withMessageContaining("actor name");
	}

	@Test
	void lengthOfANameIsLimited() {
		assertThat(ActorPath.checkName("actor", "x".repeat(255))).hasSize(255);
		assertThatIllegalArgumentException().isThrownBy(() -> ActorPath.checkName("actor", "x".repeat(256)))
			.withMessageContaining("256");
	}

}
