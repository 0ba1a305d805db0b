package io.pyctor.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

import io.pyctor.ActorRef;

/**
 * What references do on the side of the caller, for components that ask for it. The
 * others pay nothing.
 */
final class CallerSide {

	/** Whether Spring's transactions are on the class path. */
	private static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			CallerSide.class.getClassLoader());

	private final @Nullable CallerContext context;

	private final boolean afterCommit;

	private CallerSide(@Nullable CallerContext context, boolean afterCommit) {
		this.context = context;
		this.afterCommit = afterCommit;
	}

	/**
	 * Return what the references of a component do.
	 * @param beanFactory has the bean that captures contexts
	 * @param component the component
	 * @throws ActorComponentException if something is not on the class path
	 */
	static CallerSide of(BeanFactory beanFactory, ActorComponentDefinition component) {
		String subject = component.subject();
		boolean afterCommit = component.settings().tellAfterCommit();
		if (afterCommit) {
			checkTransactions(subject);
		}
		boolean propagate = component.settings().propagateContext();
		return new CallerSide(propagate ? callerContext(beanFactory, subject) : null, afterCommit);
	}

	/** Return what is handed out in place of a reference. */
	ActorRef of(ActorRef actor) {
		ActorRef reference = this.afterCommit ? afterCommit(actor) : actor;
		return (this.context != null) ? new CallerContextActorRef(reference, this.context) : reference;
	}

	private static CallerContext callerContext(BeanFactory beanFactory, String subject) {
		CallerContext context = beanFactory.getBeanProvider(CallerContext.class).getIfUnique();
		if (context == null) {
			throw new ActorComponentException(
					subject + " asks for the context of its callers (propagateContext), "
							+ "but there is no single bean that captures it.",
					"Add 'io.micrometer:context-propagation' to the class path, or declare one bean of type "
							+ CallerContext.class.getName()
							+ ". Or do without: remove 'propagateContext' from @ActorComponent, "
							+ "and 'propagate-context' from the properties.");
		}
		return context;
	}

	private static void checkTransactions(String subject) {
		if (!TRANSACTIONS) {
			throw new ActorComponentException(
					subject + " is to be told what is told within a transaction after its commit (tellAfterCommit), "
							+ "but Spring's transactions are not on the class path.",
					"Add 'org.springframework:spring-tx', or a starter that has it such as "
							+ "'spring-boot-starter-jdbc'. Or do without: remove 'tellAfterCommit' from "
							+ "@ActorComponent, and 'tell-after-commit' from the properties.");
		}
	}

	/**
	 * Return the way to tell an actor something after the commit. The context is captured
	 * first, when the message is told.
	 * @throws IllegalStateException if transactions are not on the class path
	 */
	static ActorRef afterCommit(ActorRef actor) {
		if (!TRANSACTIONS) {
			throw new IllegalStateException("Unable to tell " + actor + " anything after a commit: "
					+ "'org.springframework:spring-tx' is not on the class path; add it, or tell the actor directly");
		}
		if (actor instanceof CallerContextActorRef reference) {
			return new CallerContextActorRef(afterCommit(reference.actor()), reference.callerContext());
		}
		return (actor instanceof AfterCommitActorRef) ? actor : new AfterCommitActorRef(actor);
	}

	/** Where there are no transactions, nothing waits for them. */
	static ActorRef afterCommitIfAny(ActorRef actor) {
		return TRANSACTIONS ? afterCommit(actor) : actor;
	}

}
