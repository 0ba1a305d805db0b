package io.pyctor.spring.handler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.core.annotation.AnnotatedElementUtils;

import io.pyctor.Actor;
import io.pyctor.PoisonPill;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorComponentException;
import io.pyctor.spring.Every;
import io.pyctor.spring.Failed;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Restarted;
import io.pyctor.spring.Started;
import io.pyctor.spring.Stopped;

/**
 * What a class says in annotated methods about the behaviour of its actors, found to make
 * sense. Immutable.
 *
 * @param handlerClass the class
 * @param handlers the handlers of messages
 * @param started what is called before the first message
 * @param restarted what is called after a failure
 * @param failed what is called with a message that failed for good
 * @param stopped what is called after the last message
 * @param repeated what is called again and again
 * @param listeners those of the handlers that listen to the application's events
 */
record HandlerMethods(HandlerClass handlerClass, MessageHandlers handlers, List<HookMethod> started,
		List<HookMethod> restarted, List<HookMethod> failed, List<HookMethod> stopped, List<HookMethod> repeated,
		List<ListenerMethod> listeners) {

	/**
	 * Look at a class.
	 * @throws ActorComponentException if its methods do not make an actor
	 */
	static HandlerMethods of(HandlerClass handlerClass) {
		List<MessageHandler> list = new ArrayList<>();
		AnnotatedMethods.find(handlerClass, Receive.class)
			.forEach((method, receive) -> list.add(MessageHandler.of(handlerClass, method, receive)));
		MessageHandlers handlers = new MessageHandlers(list);
		HandlerMethods methods = new HandlerMethods(handlerClass, handlers,
				HookMethod.find(handlerClass, Started.class), HookMethod.find(handlerClass, Restarted.class),
				HookMethod.find(handlerClass, Failed.class), HookMethod.find(handlerClass, Stopped.class),
				HookMethod.find(handlerClass, Every.class), ListenerMethods.find(handlerClass, handlers));
		methods.check();
		return methods;
	}

	private void check() {
		if (this.handlers.list().isEmpty() && this.repeated.isEmpty()) {
			throw noActor(AnnotatedElementUtils.hasAnnotation(this.handlerClass.type(), ActorComponent.class));
		}
		new AsyncCheck(this.handlerClass).checkClass();
		new OutsideCallCheck(this.handlerClass).check();
		checkTypes();
		AnswerCheck answers = new AnswerCheck(this.handlerClass);
		for (MessageHandler handler : this.handlers.list()) {
			answers.checkDeclared(handler);
			for (Class<?> known : KnownMessages.of(handler.messageType())) {
				choose(handler, known).ifPresent((chosen) -> answers.checkKnown(chosen, known));
			}
		}
	}

	/** Children may be of classes that are no components. */
	private ActorComponentException noActor(boolean component) {
		return this.handlerClass.refused(
				(component ? "is annotated with @ActorComponent but " : "") + "is no actor: it handles no message.",
				"Annotate the methods of " + this.handlerClass.type().getSimpleName()
						+ " that handle messages with @Receive, or let it extend " + Actor.class.getName() + "."
						+ (component ? " If it is no actor, annotate it with @Component." : ""));
	}

	private void checkTypes() {
		Map<Class<?>, MessageHandler> types = new HashMap<>();
		for (MessageHandler handler : this.handlers.list()) {
			if (handler.messageType() == PoisonPill.class) {
				throw this.handlerClass
					.refused(
							"has the handler '" + handler.describe()
									+ "', but a PoisonPill stops its actor and is handled " + "by none.",
							"Remove it; a method with @Stopped is called when the actor ends.");
			}
			MessageHandler other = types.putIfAbsent(handler.messageType(), handler);
			if (other != null) {
				boolean generic = handler.messageType().getTypeParameters().length > 0;
				throw this.handlerClass
					.refused(
							"has two handlers for " + handler.messageType().getName() + ": '" + other.describe()
									+ "' and '" + handler.describe() + "'.",
							"Keep one of them."
									+ (generic
											? " A message does not know its type arguments, so they "
													+ "cannot decide; give each kind of message a class of its own."
											: ""));
			}
		}
	}

	private Optional<MessageHandler> choose(MessageHandler handler, Class<?> known) {
		try {
			return this.handlers.choose(known);
		}
		catch (AmbiguousMessageException ex) {
			throw this.handlerClass.refused(
					"has a handler for " + handler.messageType().getName() + ", but its " + known.getName()
							+ " could be handled by " + ex.methods() + ", of which neither is more specific.",
					"Add a handler for " + known.getSimpleName() + ".");
		}
	}

}
