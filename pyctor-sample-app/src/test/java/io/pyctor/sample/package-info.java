/**
 * Tests that use the order desk as a client does, over HTTP.
 */
@NullMarked
package io.pyctor.sample;

import org.jspecify.annotations.NullMarked;
