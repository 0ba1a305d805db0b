package io.pyctor;

/**
 * How much waits in a system that has a limit for it, at one moment.
 *
 * @param queued how many messages waited in all mailboxes, and for workers of pools and
 * actors of keys
 * @param limit from how many on messages from outside are refused
 * @param refusing whether they were refused at that moment
 * @see ActorSystemBuilder#queueLimit(long)
 */
public record QueueLoad(long queued, long limit, boolean refusing) {

}
