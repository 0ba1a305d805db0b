package io.pyctor.example.workers;

/**
 * A worker tells the master that it has nothing to do.
 */
record Ready() {

}
