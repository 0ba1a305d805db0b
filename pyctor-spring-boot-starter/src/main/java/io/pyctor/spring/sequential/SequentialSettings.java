package io.pyctor.spring.sequential;

import java.time.Duration;

/**
 * What holds for sequential methods that do not say otherwise. Immutable.
 *
 * @param capacity how many calls of one key may wait
 * @param maxCalls how many calls of one group may wait and run, all keys together
 * @param concurrency how many calls of one group may have a thread of ours
 * @param timeout how long a caller waits for its turn
 */
public record SequentialSettings(int capacity, int maxCalls, int concurrency, Duration timeout) {

}
