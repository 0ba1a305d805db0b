/**
 * Proofs of the queues that the dispatcher's workers share, in their own package to reach
 * what is not public.
 */
@NullMarked
package io.pyctor.dispatch;

import org.jspecify.annotations.NullMarked;
