package io.pyctor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Workers that take the same messages, those of them that are free, and the messages that
 * wait for one of them, oldest first. Never are there both.
 */
final class PoolLane {

	/** The one that was free last comes first: its memory is warm. */
	final Deque<PoolWorker> free = new ArrayDeque<>();

	final Deque<Envelope.Handed> waiting = new ArrayDeque<>();

}
