package io.pyctor;

/**
 * What could be seen of all actors of one class at one moment, the dead ones included
 * where something is counted since the start of the system.
 *
 * @param type the name of the actors' class
 * @param live how many are alive
 * @param mailboxSize how many messages wait for them together
 * @param processed how many messages were processed without a failure
 * @param failed how many messages failed
 * @param restarted how many restarts there were after a failure
 */
public record ActorTypeSnapshot(String type, long live, long mailboxSize, long processed, long failed, long restarted) {

}
