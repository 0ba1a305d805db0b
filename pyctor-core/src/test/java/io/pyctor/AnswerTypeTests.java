package io.pyctor;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerTypeTests {

	record Direct() implements Ask<Integer> {
	}

	interface Query<K, T> extends Ask<T> {

	}

	abstract static class Keyed<T> implements Query<String, T> {

	}

	static class Deep extends Keyed<Long> {

	}

	record Listed() implements Query<Integer, List<String>> {
	}

	record Open<T>() implements Ask<T> {
	}

	@SuppressWarnings("rawtypes")
	record Raw() implements Ask {
	}

	@Test
	void isFoundWhereverItIsDeclared() {
		assertThat(AnswerType.of(Direct.class)).isEqualTo(Integer.class);
		assertThat(AnswerType.of(Deep.class)).isEqualTo(Long.class);
		assertThat(AnswerType.of(Listed.class)).hasToString("java.util.List<java.lang.String>");
	}

	@Test
	void isUnknownWhereItIsLeftOpen() {
		assertThat(AnswerType.of(String.class)).isNull();
		assertThat(AnswerType.of(Raw.class)).isNull();
		assertThat(AnswerType.of(Open.class)).isNotInstanceOf(Class.class);
	}

}
