package io.pyctor.spring.handler;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The handlers of one class, of which each message gets the most specific one. Immutable.
 */
final class MessageHandlers {

	private final List<MessageHandler> handlers;

	MessageHandlers(List<MessageHandler> handlers) {
		this.handlers = List.copyOf(handlers);
	}

	List<MessageHandler> list() {
		return this.handlers;
	}

	/**
	 * Choose the handler of the messages of a class.
	 * @return the handler, or nothing if there is none for them
	 * @throws AmbiguousMessageException if there are several and none is the most
	 * specific one
	 */
	Optional<MessageHandler> choose(Class<?> messageClass) {
		List<MessageHandler> accepting = this.handlers.stream()
			.filter((handler) -> handler.accepts(messageClass))
			.toList();
		List<MessageHandler> best = accepting.stream()
			.filter((handler) -> accepting.stream().noneMatch((other) -> other.isMoreSpecificThan(handler)))
			.toList();
		// Of the classes above a message's, one at most is left.
		return best.stream()
			.filter((handler) -> best.size() == 1 || !handler.messageType().isInterface())
			.findFirst()
			.or(() -> none(messageClass, best));
	}

	private static Optional<MessageHandler> none(Class<?> messageClass, List<MessageHandler> best) {
		if (best.isEmpty()) {
			return Optional.empty();
		}
		throw new AmbiguousMessageException(messageClass,
				best.stream().map(MessageHandler::describe).collect(Collectors.joining("' and '", "'", "'")));
	}

}
