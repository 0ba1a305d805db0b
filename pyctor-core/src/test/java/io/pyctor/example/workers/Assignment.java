package io.pyctor.example.workers;

import io.pyctor.ActorRef;

/**
 * The master hands a job to a worker, or keeps it until there is one.
 *
 * @param submitter who wants to know the result
 * @param job what to do
 */
record Assignment(ActorRef submitter, Job job) {

}
