/**
 * A master who hands jobs to workers, and a counter who wants a thousand of them done.
 */
@NullMarked
package io.pyctor.example.workers;

import org.jspecify.annotations.NullMarked;
