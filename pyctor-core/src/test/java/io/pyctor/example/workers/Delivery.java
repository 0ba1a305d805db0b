package io.pyctor.example.workers;

import io.pyctor.ActorRef;

/**
 * A worker hands a result to the master.
 *
 * @param submitter who wants to know the result
 * @param result what became of the job
 */
record Delivery(ActorRef submitter, JobResult result) {

}
