package io.pyctor.example.workers;

/**
 * What became of a job.
 *
 * @param job the job
 * @param succeeded whether it succeeded
 */
record JobResult(Job job, boolean succeeded) {

}
