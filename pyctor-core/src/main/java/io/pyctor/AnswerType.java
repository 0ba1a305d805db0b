package io.pyctor;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Finds out which type answers a question: the {@code R} of its {@link Ask}.
 */
final class AnswerType {

	private AnswerType() {
	}

	/**
	 * Return the type that answers the questions of a class.
	 * @return a class or another type; null if the class is no question or leaves it open
	 */
	static @Nullable Type of(Class<?> question) {
		for (Type type : question.getGenericInterfaces()) {
			Type answer = ofType(type);
			if (answer != null) {
				return answer;
			}
		}
		Type parent = question.getGenericSuperclass();
		return (parent != null) ? ofType(parent) : null;
	}

	private static @Nullable Type ofType(Type type) {
		if (!(type instanceof ParameterizedType parameterized)) {
			return of((Class<?>) type);
		}
		Class<?> raw = (Class<?>) parameterized.getRawType();
		Type answer = (raw != Ask.class) ? of(raw) : raw.getTypeParameters()[0];
		int variable = (answer instanceof TypeVariable<?>) ? Arrays.asList(raw.getTypeParameters()).indexOf(answer)
				: -1;
		return (variable >= 0) ? parameterized.getActualTypeArguments()[variable] : answer;
	}

}
