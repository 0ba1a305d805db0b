package io.pyctor.spring.handler;

import org.springframework.core.ResolvableType;

import io.pyctor.Ask;
import io.pyctor.Done;
import io.pyctor.spring.ActorComponentException;

/**
 * Compares what a handler returns with what its messages ask for.
 */
final class AnswerCheck {

	private final HandlerClass handlerClass;

	AnswerCheck(HandlerClass handlerClass) {
		this.handlerClass = handlerClass;
	}

	/**
	 * Check a handler against the type it is declared for, whose answer it has to return.
	 * @throws ActorComponentException if it returns another type
	 */
	void checkDeclared(MessageHandler handler) {
		check(handler, handler.messageType(), asked(handler.message()), false);
	}

	/**
	 * Check a handler of a more general type against messages that it will get.
	 * @throws ActorComponentException if it can never return what they ask for
	 */
	void checkKnown(MessageHandler handler, Class<?> messageClass) {
		check(handler, messageClass, asked(ResolvableType.forClass(messageClass)), true);
	}

	private void check(MessageHandler handler, Class<?> messageClass, ResolvableType asked, boolean perhaps) {
		ResolvableType answer = handler.result().type();
		if (asked.resolve() == null || answer.resolve() == null || handler.answersItself()) {
			return;
		}
		boolean fits = handler.result().isNothing() ? isAnsweredByNothing(asked.toClass())
				: isAssignable(asked, answer) || (perhaps && isAssignable(answer, asked));
		if (!fits) {
			throw refused(handler, messageClass, asked);
		}
	}

	/** The type that answers messages of a type; none if they are no questions. */
	static ResolvableType asked(ResolvableType message) {
		return message.as(Ask.class).getGeneric(0);
	}

	/** Whether a method that returns nothing answers a question for a type. */
	static boolean isAnsweredByNothing(Class<?> asked) {
		return asked.isAssignableFrom(Void.class) || asked == Done.class;
	}

	private static boolean isAssignable(ResolvableType target, ResolvableType source) {
		return target.hasUnresolvableGenerics() || source.hasUnresolvableGenerics()
				? target.toClass().isAssignableFrom(source.toClass()) : target.isAssignableFrom(source);
	}

	private ActorComponentException refused(MessageHandler handler, Class<?> messageClass, ResolvableType asked) {
		HandlerResult result = handler.result();
		return this.handlerClass.refused(
				"answers a " + messageClass.getName() + ", which is an Ask<" + asked + ">, with "
						+ (result.isNothing() ? "nothing" : "a " + result.type()) + ", in the method '"
						+ handler.describe() + "'.",
				result.isNothing()
						? "Return the answer, or take the sender as an ActorRef and tell it the answer. "
								+ "A message that needs no answer is no Ask, or an Ask<Void>."
						: "Return a " + asked + ", or let the message be an Ask<" + result.type() + ">.");
	}

}
