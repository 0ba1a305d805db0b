package io.pyctor.spring.sequential;

import org.aopalliance.intercept.MethodInvocation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pyctor.spring.SequentialCallRejectedException;

/**
 * The turn of a call that has no answer.
 */
final class VoidTurn extends HandedTurn {

	private static final Logger logger = LoggerFactory.getLogger(SequentialCalls.class);

	VoidTurn(SequentialMethod method, Object key, MethodInvocation invocation, CallServices services) {
		super(method, key, invocation, services);
	}

	@Override
	void call() {
		try {
			proceed();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	@Override
	void failed(Throwable exception) {
		try {
			services().exceptionHandler().get().handle(exception, method().method(), key(), arguments());
		}
		catch (Throwable ex) {
			ex.addSuppressed(exception);
			logger.error("The handler of exceptions of sequential calls has failed at one of {}", method(), ex);
		}
	}

	@Override
	void returned() {
		Turn successor = group().leave(this);
		if (successor instanceof HandedTurn handed) {
			group().threads().requeue(handed);
		}
		else if (successor != null) {
			successor.begin();
		}
	}

	@Override
	void abandon(SequentialCallRejectedException reason) {
		logger.warn(reason.getMessage());
	}

}
