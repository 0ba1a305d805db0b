package io.pyctor.spring.actuate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;

import io.pyctor.ActorSnapshot;
import io.pyctor.ActorState;
import io.pyctor.ActorSystem;
import io.pyctor.DeadLetterReason;
import io.pyctor.KeyedSnapshot;

/**
 * Shows the living actors of a system as a tree, and never the contents of messages. Each
 * look costs time with the number of actors that are shown. Safe for any thread.
 */
@Endpoint(id = "actors", defaultAccess = Access.READ_ONLY)
public final class ActorsEndpoint {

	private static final int DEFAULT_LIMIT = 100;

	/** Generations that are shown at once: what writes and reads JSON has limits, too. */
	private static final int DEPTH = 100;

	private static final Comparator<ActorSnapshot> BY_NAME = Comparator.comparing((actor) -> actor.ref().name());

	private final ActorSystem system;

	/**
	 * Create the endpoint of a system.
	 * @param system the system
	 */
	public ActorsEndpoint(ActorSystem system) {
		this.system = system;
	}

	/**
	 * Show all actors and count the dead letters.
	 * @param limit how many children to show of each actor, the newest; by default 100
	 * @return the tree
	 */
	@ReadOperation
	public ActorsDescriptor actors(@Nullable Integer limit) {
		return new ActorsDescriptor(this.system.name(), describe(this.system.snapshot(checked(limit)), DEPTH),
				this.system.keyedSnapshots(), this.system.deadLetters());
	}

	/**
	 * Show one actor and all below it.
	 * @param path the names from the root to the actor
	 * @param limit how many children to show of each actor; by default 100
	 * @return the tree, or null if no such actor is alive
	 */
	@ReadOperation
	public @Nullable ActorDescriptor actor(@Selector(match = Match.ALL_REMAINING) String[] path,
			@Nullable Integer limit) {
		return find(path, checked(limit)).map((snapshot) -> describe(snapshot, DEPTH)).orElse(null);
	}

	private Optional<ActorSnapshot> find(String[] path, int maxChildren) {
		if (path.length == 0) {
			return Optional.of(this.system.snapshot(maxChildren));
		}
		try {
			return this.system.snapshot("/" + String.join("/", path), maxChildren);
		}
		catch (IllegalArgumentException ex) {
			// What can be nobody's name is not found.
			return Optional.empty();
		}
	}

	private static int checked(@Nullable Integer limit) {
		if (limit == null) {
			return DEFAULT_LIMIT;
		}
		if (limit < 0) {
			throw new InvalidEndpointRequestException("'limit' must not be negative (was " + limit + ")",
					"'limit' must not be negative");
		}
		return limit;
	}

	private static ActorDescriptor describe(ActorSnapshot actor, int depth) {
		List<ActorSnapshot> shown = (depth > 0) ? actor.children() : List.of();
		List<ActorDescriptor> children = shown.stream()
			.sorted(BY_NAME)
			.map((child) -> describe(child, depth - 1))
			.toList();
		boolean truncated = children.size() < actor.childCount();
		return new ActorDescriptor(actor.ref().path().toString(), actor.type(), actor.state(), actor.mailboxSize(),
				actor.processed(), actor.failed(), actor.restarted(),
				actor.lastFailure().map(FailureDescriptor::of).orElse(null), actor.goesOnAt().orElse(null),
				actor.childCount(), truncated, children);
	}

	/**
	 * All actors of a system.
	 *
	 * @param system the name of the system
	 * @param actors the root
	 * @param keyed the types of keyed actors
	 * @param deadLetters how many dead letters there were of each reason
	 */
	public record ActorsDescriptor(String system, ActorDescriptor actors, List<KeyedSnapshot> keyed,
			Map<DeadLetterReason, Long> deadLetters) implements OperationResponseBody {

	}

	/**
	 * One actor.
	 *
	 * @param path its path
	 * @param type the name of its class
	 * @param state what it is doing
	 * @param mailboxSize how many messages wait
	 * @param processed how many messages it has processed without a failure
	 * @param failed how many messages it has failed at
	 * @param restarted how often it went on after a failure, resumed or restarted
	 * @param lastFailure what it failed with last, or null
	 * @param goesOnAt when it goes on, if it waits after a failure, or null
	 * @param childCount how many children it has
	 * @param truncated whether some of them are not shown, being too many or too deep
	 * @param children its children, by name
	 */
	public record ActorDescriptor(String path, String type, ActorState state, long mailboxSize, long processed,
			long failed, long restarted, @Nullable FailureDescriptor lastFailure, @Nullable Instant goesOnAt,
			int childCount, boolean truncated, List<ActorDescriptor> children) implements OperationResponseBody {

	}

	/**
	 * What an actor failed with, without its text, which may tell of messages.
	 *
	 * @param type the name of the class of what was thrown
	 * @param time when it was thrown
	 */
	public record FailureDescriptor(String type, Instant time) {

		static FailureDescriptor of(ActorSnapshot.LastFailure failure) {
			return new FailureDescriptor(failure.type(), failure.time());
		}

	}

}
