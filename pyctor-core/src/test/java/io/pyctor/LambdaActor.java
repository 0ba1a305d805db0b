package io.pyctor;

import java.util.function.Supplier;

/**
 * An actor whose behaviour is written where the test is.
 */
class LambdaActor extends Actor {

	interface Behavior {

		void receive(LambdaActor self, ActorRef sender, Object message) throws Exception;

	}

	interface Hook {

		void run(LambdaActor self) throws Exception;

	}

	interface FailureHook {

		void run(ActorRef sender, Object message, Throwable error) throws Exception;

	}

	private final Behavior behavior;

	private Hook whenStarted = (self) -> {
	};

	private Hook whenStopped = (self) -> {
	};

	private FailureHook whenRestarted = (sender, message, error) -> {
	};

	LambdaActor(Behavior behavior) {
		this.behavior = behavior;
	}

	/** An actor that gets every message and does nothing. */
	static LambdaActor idle() {
		return new LambdaActor((self, sender, message) -> {
		});
	}

	/** An actor that answers each message with the message. */
	static LambdaActor echo() {
		return new LambdaActor((self, sender, message) -> self.tell(sender, message));
	}

	static Supplier<LambdaActor> factory(Behavior behavior) {
		return () -> new LambdaActor(behavior);
	}

	LambdaActor whenStarted(Hook hook) {
		this.whenStarted = hook;
		return this;
	}

	LambdaActor whenStopped(Hook hook) {
		this.whenStopped = hook;
		return this;
	}

	LambdaActor whenRestarted(FailureHook hook) {
		this.whenRestarted = hook;
		return this;
	}

	@Override
	protected void receive(ActorRef sender, Object message) throws Exception {
		this.behavior.receive(this, sender, message);
	}

	@Override
	protected void started() throws Exception {
		this.whenStarted.run(this);
	}

	@Override
	protected void restarted(ActorRef sender, Object message, Throwable error) throws Exception {
		this.whenRestarted.run(sender, message, error);
	}

	@Override
	protected void stopped() throws Exception {
		this.whenStopped.run(this);
	}

}
