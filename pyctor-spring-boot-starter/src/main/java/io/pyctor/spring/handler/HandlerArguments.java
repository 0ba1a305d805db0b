package io.pyctor.spring.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.pyctor.spring.MethodDescription;

/**
 * What each parameter of a method is given. Immutable.
 */
final class HandlerArguments {

	private final List<HandlerArgument> arguments;

	private HandlerArguments(List<HandlerArgument> arguments) {
		this.arguments = List.copyOf(arguments);
	}

	/**
	 * Decide what the parameters of a method are given: the context, the sender and an
	 * error go by their types, and the message to the one that is left.
	 * @throws io.pyctor.spring.ActorComponentException if there is nothing for one
	 */
	static HandlerArguments of(HandlerClass handlerClass, Method method, Class<? extends Annotation> annotation,
			Set<HandlerArgument> available) {
		List<HandlerArgument> arguments = new ArrayList<>();
		for (Parameter parameter : method.getParameters()) {
			HandlerArgument argument = choose(parameter, available);
			if (argument == null || arguments.contains(argument)) {
				throw handlerClass.refused(
						"has the @" + annotation.getSimpleName() + " method '" + MethodDescription.of(method)
								+ "', for whose parameter '" + parameter.getName() + "' of type "
								+ parameter.getType().getName() + " there is nothing to give.",
						"Such a method takes " + describe(available)
								+ ", each at most once. Inject everything else into the constructor.");
			}
			arguments.add(argument);
		}
		return new HandlerArguments(arguments);
	}

	private static @Nullable HandlerArgument choose(Parameter parameter, Set<HandlerArgument> available) {
		for (HandlerArgument argument : HandlerArgument.values()) {
			if (available.contains(argument) && parameter.getType() == argument.type()) {
				return argument;
			}
		}
		boolean anyType = available == HandlerArgument.OF_MESSAGE;
		return anyType ? HandlerArgument.MESSAGE : null;
	}

	private static String describe(Set<HandlerArgument> available) {
		return available.stream().map((argument) -> switch (argument) {
			case MESSAGE -> (available == HandlerArgument.OF_MESSAGE) ? "the message" : "the message as an Object";
			case SENDER -> "the sender as an ActorRef";
			case CONTEXT -> "the ActorContext";
			case ERROR -> "the error as a Throwable";
			case REASON -> "the TerminationReason";
		}).collect(Collectors.joining(", "));
	}

	boolean contains(HandlerArgument argument) {
		return this.arguments.contains(argument);
	}

	int indexOf(HandlerArgument argument) {
		return this.arguments.indexOf(argument);
	}

	/** What the parameters are given, in their order. */
	List<HandlerArgument> list() {
		return this.arguments;
	}

}
