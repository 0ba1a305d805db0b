package io.pyctor.spring;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.SimpleReflectiveProcessor;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;

/**
 * Lets expressions that make keys of messages and other parameters read them in a native
 * image: their public methods and fields, those of what a sealed type permits, and those
 * of what they consist of.
 */
final class KeyReflectiveProcessor extends SimpleReflectiveProcessor {

	private final BindingReflectionHintsRegistrar parts = new BindingReflectionHintsRegistrar();

	@Override
	protected void registerMethodHint(ReflectionHints hints, Method method) {
		super.registerMethodHint(hints, method);
		for (Class<?> parameter : method.getParameterTypes()) {
			if (parameter != ActorRef.class && parameter != ActorContext.class) {
				registerHints(hints, parameter);
			}
		}
	}

	private void registerHints(ReflectionHints hints, Class<?> type) {
		hints.registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.ACCESS_PUBLIC_FIELDS);
		this.parts.registerReflectionHints(hints, type);
		if (type.isSealed()) {
			for (Class<?> permitted : type.getPermittedSubclasses()) {
				registerHints(hints, permitted);
			}
		}
	}

	@Override
	public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
		if (element instanceof Method) {
			super.registerReflectionHints(hints, element);
		}
	}

}
