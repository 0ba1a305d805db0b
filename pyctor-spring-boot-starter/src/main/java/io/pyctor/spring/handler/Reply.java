package io.pyctor.spring.handler;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.DeadLetter;
import io.pyctor.Done;
import io.pyctor.Failure;
import io.pyctor.Terminated;

/**
 * What the sender of a message is told when its handler has a value. Safe for any thread.
 */
@FunctionalInterface
interface Reply {

	/** Nothing at all. */
	Reply NONE = (value, message, sender, self) -> {
	};

	/**
	 * Reply to a message.
	 * @param value what the handler returned, in the end
	 * @param message the message
	 * @param sender who sent it
	 * @param self the actor
	 * @throws ClassCastException if the value is no answer to the message
	 */
	void give(@Nullable Object value, Object message, ActorRef sender, ActorRef self);

	/**
	 * Return the reply to messages of a class.
	 * @param handler their handler
	 * @param messageClass their class
	 */
	static Reply of(MessageHandler handler, Class<?> messageClass) {
		if (messageClass == Terminated.class || messageClass == DeadLetter.class || handler.answersItself()) {
			return NONE;
		}
		if (!Ask.class.isAssignableFrom(messageClass)) {
			return value(Object.class);
		}
		Class<?> asked = AnswerCheck.asked(ResolvableType.forClass(messageClass)).resolve(Object.class);
		if (handler.result().isNothing()) {
			return AnswerCheck.isAnsweredByNothing(asked) ? value(Object.class) : missing(handler);
		}
		return value(asked);
	}

	private static Reply value(Class<?> asked) {
		return (value, message, sender, self) -> {
			if (value == null) {
				tellIfAsking(sender, new Done(), self);
			}
			else if (asked.isInstance(value) || value instanceof Failure) {
				sender.tell(value, self);
			}
			else {
				throw new ClassCastException(self.path() + " answered " + message.getClass().getName() + " with "
						+ value.getClass().getName() + " (expected " + asked.getName() + ")");
			}
		};
	}

	/** Nobody shall wait for an answer that never comes. */
	private static Reply missing(MessageHandler handler) {
		return (value, message, sender,
				self) -> tellIfAsking(sender,
						new Failure(new IllegalStateException(self.path() + " handled " + message.getClass().getName()
								+ " in '" + handler.describe() + "', which returns nothing and so has no answer")),
						self);
	}

	/**
	 * Two actors that told each other that there is nothing to tell would go on for ever.
	 */
	private static void tellIfAsking(ActorRef sender, Object answer, ActorRef self) {
		if (sender.isAsking()) {
			sender.tell(answer, self);
		}
	}

}
