/**
 * Proofs of the mailbox, in its own package to reach what is not public.
 */
@NullMarked
package io.pyctor.mailbox;

import org.jspecify.annotations.NullMarked;
