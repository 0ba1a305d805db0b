package io.pyctor.sample.order;

import io.pyctor.Ask;

/**
 * How many orders are open?
 */
record CountOpen() implements Ask<Long> {

}
