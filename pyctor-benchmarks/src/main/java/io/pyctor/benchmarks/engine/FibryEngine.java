package io.pyctor.benchmarks.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Fibry with its defaults: a virtual thread for each actor.
 */
final class FibryEngine implements Engine {

	private static final MethodType CREATE = MethodType.methodType(Object.class, Object.class, Object.class);

	private static final MethodHandle NEW_ACTOR;

	private static final MethodHandle NEW_ACTOR_WITH_RETURN;

	private static final MethodHandle SEND;

	private static final MethodHandle SEND_RETURN;

	private static final MethodHandle SEND_POISON_PILL;

	private static final MethodHandle ASK_EXIT;

	private static final Object CREATOR;

	static {
		Class<?> system = Handles.type("eu.lucaventuri.fibry.ActorSystem");
		Class<?> creator = Handles.type("eu.lucaventuri.fibry.ActorSystem$NamedActorCreator");
		Class<?> actor = Handles.type("eu.lucaventuri.fibry.Actor");
		NEW_ACTOR = Handles.method(creator, "newActor", MethodType.methodType(actor, Consumer.class), CREATE);
		NEW_ACTOR_WITH_RETURN = Handles.method(creator, "newActorWithReturn",
				MethodType.methodType(actor, Function.class), CREATE);
		SEND = Handles.method(actor, "sendMessage", MethodType.methodType(actor, Object.class),
				MethodType.methodType(void.class, Object.class, Object.class));
		SEND_RETURN = Handles.method(actor, "sendMessageReturn",
				MethodType.methodType(CompletableFuture.class, Object.class),
				MethodType.methodType(CompletableFuture.class, Object.class, Object.class));
		SEND_POISON_PILL = Handles.method(actor, "sendPoisonPill", MethodType.methodType(boolean.class),
				MethodType.methodType(void.class, Object.class));
		ASK_EXIT = Handles.method(actor, "askExit", MethodType.methodType(void.class),
				MethodType.methodType(void.class, Object.class));
		try {
			CREATOR = (Object) Handles
				.staticMethod(system, "anonymous", MethodType.methodType(creator), MethodType.methodType(Object.class))
				.invokeExact();
		}
		catch (Throwable ex) {
			throw Handles.failed(ex);
		}
	}

	@Override
	public Object spawn(Behavior behavior) {
		return FibryActor.start(behavior);
	}

	@Override
	public void send(Object ref, Object message) {
		((FibryActor) ref).enqueue(message);
	}

	@Override
	public void stop(Object ref) {
		call(SEND_POISON_PILL, ((FibryActor) ref).actor);
	}

	@Override
	public Object spawnAnswering(UnaryOperator<Object> answer) {
		try {
			return (Object) NEW_ACTOR_WITH_RETURN.invokeExact(CREATOR, (Object) answer);
		}
		catch (Throwable ex) {
			throw Handles.failed(ex);
		}
	}

	@Override
	public Object ask(Object ref, Object question) throws Exception {
		CompletableFuture<?> answer;
		try {
			answer = (CompletableFuture<?>) SEND_RETURN.invokeExact(ref, question);
		}
		catch (Throwable ex) {
			throw Handles.failed(ex);
		}
		return answer.get(Question.TIMEOUT_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		// Its actors are daemon threads that end with the process.
	}

	private static void call(MethodHandle method, @Nullable Object actor) {
		try {
			method.invokeExact(actor);
		}
		catch (Throwable ex) {
			throw Handles.failed(ex);
		}
	}

	private static final class FibryActor implements Self, Consumer<Object> {

		private final Behavior behavior;

		/** Set before anybody else gets to know this object. */
		private @Nullable Object actor;

		private FibryActor(Behavior behavior) {
			this.behavior = behavior;
		}

		static FibryActor start(Behavior behavior) {
			FibryActor self = new FibryActor(behavior);
			try {
				self.actor = (Object) NEW_ACTOR.invokeExact(CREATOR, (Object) self);
			}
			catch (Throwable ex) {
				throw Handles.failed(ex);
			}
			return self;
		}

		void enqueue(Object message) {
			try {
				SEND.invokeExact(this.actor, message);
			}
			catch (Throwable ex) {
				throw Handles.failed(ex);
			}
		}

		@Override
		public void accept(Object message) {
			this.behavior.receive(this, message);
		}

		@Override
		public Object ref() {
			return this;
		}

		@Override
		public void send(Object ref, Object message) {
			((FibryActor) ref).enqueue(message);
		}

		@Override
		public Object spawn(Behavior behavior) {
			return start(behavior);
		}

		@Override
		public void finish() {
			call(ASK_EXIT, this.actor);
		}

	}

}
