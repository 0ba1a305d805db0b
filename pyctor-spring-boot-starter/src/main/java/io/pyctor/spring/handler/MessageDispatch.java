package io.pyctor.spring.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;

/**
 * Finds what is done with a message by its class. That is found out once for each class
 * and kept for as many classes as there were. The first few are tried in a row, in a call
 * site that the JIT compiler sees through, the others are looked up in a table. Safe for
 * any thread.
 */
final class MessageDispatch {

	/** Classes that are tried in a row; more would take longer than the table. */
	private static final int INLINED = 8;

	private static final MethodType TYPE = MethodType.methodType(void.class, Object.class, Object.class, ActorRef.class,
			ActorContext.class);

	private static final MethodHandle HANDLE;

	private static final MethodHandle IS_OF;

	private static final MethodHandle BY_TABLE;

	static {
		MethodHandles.Lookup lookup = MethodHandles.lookup();
		try {
			HANDLE = lookup.findVirtual(MessageHandling.class, "handle", TYPE);
			IS_OF = lookup.findStatic(MessageDispatch.class, "isOf",
					MethodType.methodType(boolean.class, Class.class, Object.class, Object.class));
			BY_TABLE = lookup.findVirtual(MessageDispatch.class, "handle", TYPE);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final Function<Class<?>, MessageHandling> finder;

	private final List<Class<?>> inlined = new ArrayList<>();

	private final MutableCallSite site;

	/** Replaced, never changed. */
	private volatile Map<Class<?>, MessageHandling> table = new IdentityHashMap<>();

	MessageDispatch(Function<Class<?>, MessageHandling> finder) {
		this.finder = finder;
		this.site = new MutableCallSite(BY_TABLE.bindTo(this));
	}

	/** Return a handle that does what {@link #handle} does. */
	MethodHandle invoker() {
		return this.site.dynamicInvoker();
	}

	/** Handle a message. */
	void handle(Object bean, Object message, ActorRef sender, ActorContext context) throws Exception {
		Class<?> messageClass = message.getClass();
		MessageHandling handling = this.table.get(messageClass);
		((handling != null) ? handling : learn(messageClass)).handle(bean, message, sender, context);
	}

	private synchronized MessageHandling learn(Class<?> messageClass) {
		MessageHandling known = this.table.get(messageClass);
		if (known != null) {
			return known;
		}
		MessageHandling handling = this.finder.apply(messageClass);
		Map<Class<?>, MessageHandling> more = new IdentityHashMap<>(this.table);
		more.put(messageClass, handling);
		this.table = more;
		if (this.inlined.size() < INLINED) {
			this.inlined.add(messageClass);
			this.site.setTarget(inline());
		}
		return handling;
	}

	private MethodHandle inline() {
		MethodHandle target = BY_TABLE.bindTo(this);
		for (int i = this.inlined.size() - 1; i >= 0; i--) {
			Class<?> messageClass = this.inlined.get(i);
			target = MethodHandles.guardWithTest(MethodHandles.insertArguments(IS_OF, 0, messageClass),
					HANDLE.bindTo(this.table.get(messageClass)), target);
		}
		return target;
	}

	@SuppressWarnings("unused")
	private static boolean isOf(Class<?> messageClass, Object bean, Object message) {
		return message.getClass() == messageClass;
	}

}
