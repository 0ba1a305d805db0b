package io.pyctor.example.workers;

/**
 * Something to do.
 *
 * @param number which one of all
 */
record Job(int number) {

}
