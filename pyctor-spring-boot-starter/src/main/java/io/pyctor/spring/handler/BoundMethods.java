package io.pyctor.spring.handler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The methods of a class in the way in which beans of one class, perhaps that of a proxy,
 * can be called: what all actors of the class have in common. Safe for any thread.
 */
final class BoundMethods {

	/** A method that is called again and again. */
	record Repeated(HookCall call, RepeatedMethod method) {
	}

	private final HandlerMethods methods;

	private final Class<?> beanClass;

	private final Map<MessageHandler, MethodInvoker> invokers = new HashMap<>();

	private final List<HookCall> started;

	private final List<HookCall> restarted;

	private final List<HookCall> failed;

	private final List<HookCall> stopped;

	private final List<Repeated> repeated;

	private final MessageDispatch dispatch = new MessageDispatch(this::find);

	private final HandlerActorClass actorClass = HandlerActorClass.of(this.dispatch);

	BoundMethods(HandlerMethods methods, List<RepeatedMethod> repeated, Class<?> beanClass) {
		this.methods = methods;
		this.beanClass = beanClass;
		InvocableMethod way = new InvocableMethod(methods.handlerClass(), beanClass);
		methods.handlers()
			.list()
			.forEach((handler) -> this.invokers.put(handler, way.invoker(handler.method(), handler.arguments())));
		this.started = calls(methods.started(), way);
		this.restarted = calls(methods.restarted(), way);
		this.failed = calls(methods.failed(), way);
		this.stopped = calls(methods.stopped(), way);
		this.repeated = repeated.stream()
			.map((method) -> new Repeated(new HookCall(method.hook(), way), method))
			.toList();
	}

	private static List<HookCall> calls(List<HookMethod> hooks, InvocableMethod way) {
		return hooks.stream().map((hook) -> new HookCall(hook, way)).toList();
	}

	/** The class that actors are known by. */
	Class<?> type() {
		return this.methods.handlerClass().type();
	}

	boolean isFor(Class<?> beanClass) {
		return this.beanClass == beanClass;
	}

	List<HookCall> started() {
		return this.started;
	}

	List<HookCall> restarted() {
		return this.restarted;
	}

	List<HookCall> failed() {
		return this.failed;
	}

	List<HookCall> stopped() {
		return this.stopped;
	}

	List<Repeated> repeated() {
		return this.repeated;
	}

	/** Finds what is done with a message. */
	MessageDispatch dispatch() {
		return this.dispatch;
	}

	/** Make the actor of a bean. */
	HandlerMethodActor actor(Object bean) {
		return this.actorClass.actor(this, bean);
	}

	private MessageHandling find(Class<?> messageClass) {
		if (messageClass == RepeatedCall.class) {
			return RepeatedCall.HANDLING;
		}
		return this.methods.handlers()
			.choose(messageClass)
			.map((handler) -> bind(handler, messageClass))
			.orElse(MessageHandling.UNHANDLED);
	}

	private MessageHandling bind(MessageHandler handler, Class<?> messageClass) {
		MethodInvoker invoker = Optional.ofNullable(this.invokers.get(handler)).orElseThrow();
		Reply reply = Reply.of(handler, messageClass);
		return handler.result().isStage() ? new StageHandling(invoker, handler.result(), handler.await(), reply)
				: new ValueHandling(invoker, reply);
	}

}
