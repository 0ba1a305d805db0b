package io.pyctor.sample.order;

/**
 * No order is on its way any more.
 *
 * @param closed how many orders were still closed
 * @param open how many are left open in the database
 */
record Drained(int closed, long open) {

}
