package io.pyctor.spring.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.Failure;

/**
 * Calls a method whose value may be there later only, and waits for it or not.
 */
final class StageHandling implements MessageHandling {

	private static final Logger logger = LoggerFactory.getLogger(StageHandling.class);

	private final MethodInvoker invoker;

	private final HandlerResult result;

	private final boolean await;

	private final Reply reply;

	StageHandling(MethodInvoker invoker, HandlerResult result, boolean await, Reply reply) {
		this.invoker = invoker;
		this.result = result;
		this.await = await;
		this.reply = reply;
	}

	@Override
	public void handle(Object bean, Object message, ActorRef sender, ActorContext context) throws Exception {
		Object returned = this.invoker.invoke(bean, message, sender, context, null);
		CompletionStage<?> stage = this.result.stage(returned);
		if (stage == null) {
			reply(returned, message, sender, context);
		}
		else if (!this.await) {
			follow(stage, message, sender, context);
		}
		else if (stage instanceof CompletableFuture<?> future && future.isDone()
				&& !future.isCompletedExceptionally()) {
			reply(future.join(), message, sender, context);
		}
		else {
			context.await(stage, (value) -> reply(value, message, sender, context));
		}
	}

	private void reply(@Nullable Object value, Object message, ActorRef sender, ActorContext context) {
		if (!MessageHandling.isFromNobody(sender, context)) {
			this.reply.give(value, message, sender, context.self());
		}
	}

	/** Not the thread of the actor: the context is not used from there. */
	private void follow(CompletionStage<?> stage, Object message, ActorRef sender, ActorContext context) {
		ActorRef self = context.self();
		boolean fromNobody = MessageHandling.isFromNobody(sender, context);
		stage.whenComplete((value, error) -> {
			if (!fromNobody) {
				replyLater(value, error, message, sender, self);
			}
			else if (error != null) {
				logger.warn("{} failed at a {}", self.path(), message.getClass().getName(), error);
			}
		});
	}

	private void replyLater(@Nullable Object value, @Nullable Throwable error, Object message, ActorRef sender,
			ActorRef self) {
		if (error != null) {
			boolean wrapped = error instanceof CompletionException && error.getCause() != null;
			sender.tell(new Failure(wrapped ? error.getCause() : error), self);
			return;
		}
		try {
			this.reply.give(value, message, sender, self);
		}
		catch (ClassCastException ex) {
			sender.tell(new Failure(ex), self);
		}
	}

}
