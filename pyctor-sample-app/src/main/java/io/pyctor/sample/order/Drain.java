package io.pyctor.sample.order;

import io.pyctor.Ask;

/**
 * Start no further orders, and answer when those that were started are closed.
 */
record Drain() implements Ask<Drained> {

}
