package io.pyctor.spring.sequential;

import java.util.concurrent.atomic.AtomicBoolean;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.pyctor.MessageContext;
import io.pyctor.spring.SequentialCallRejectedException;
import io.pyctor.spring.SequentialCallRejectedException.Reason;

/**
 * The turn of a caller who went on: the call gets a thread when the turn has come.
 */
abstract class HandedTurn extends Turn {

	private final MethodInvocation invocation;

	private final CallServices services;

	/** What the caller's thread carried. */
	private final MessageContext context;

	/** Whether the call is being made, or will never be made. */
	private final AtomicBoolean settled = new AtomicBoolean();

	private volatile @Nullable Thread thread;

	HandedTurn(SequentialMethod method, Object key, MethodInvocation invocation, CallServices services) {
		super(method, key);
		this.invocation = invocation;
		this.services = services;
		this.context = services.context().capture();
	}

	/** Take a place, and a thread if the turn has come at once. */
	void submit() {
		if (group().enter(this)) {
			begin();
		}
	}

	@Override
	void begin() {
		group().threads().execute(this);
	}

	/** Make the call. */
	void run() {
		if (this.settled.compareAndSet(false, true)) {
			this.thread = Thread.currentThread();
			this.services.held().enter(this);
			try {
				callWithin(this.context.enter());
			}
			catch (Throwable ex) {
				// Such as what brings the caller's context along.
				failed(ex);
			}
			finally {
				this.services.held().exit();
				this.thread = null;
				returned();
			}
		}
	}

	private void callWithin(MessageContext.Scope scope) {
		try {
			call();
		}
		finally {
			scope.close();
		}
	}

	/** Call the method. */
	abstract void call();

	/** The call came to nothing, or to an exception. */
	abstract void failed(Throwable exception);

	/** The method has returned, and the thread is about to look for the next call. */
	void returned() {
	}

	@Nullable Object proceed() throws Throwable {
		return this.invocation.proceed();
	}

	@Nullable Object[] arguments() {
		return this.invocation.getArguments();
	}

	CallServices services() {
		return this.services;
	}

	void noThread(Throwable cause) {
		SequentialCallRejectedException reason = method().rejection(Reason.FULL, "no thread could be started for it");
		reason.initCause(cause);
		refuse(reason);
	}

	/** End a turn that has come but has not had a thread yet. */
	boolean refuse(SequentialCallRejectedException reason) {
		boolean refused = this.settled.compareAndSet(false, true);
		if (refused) {
			abandon(reason);
			group().pass(this);
		}
		return refused;
	}

	/** Return the thread that makes the call now, if any. */
	@Nullable Thread thread() {
		return this.thread;
	}

}
