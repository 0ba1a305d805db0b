/**
 * A small order desk built of actors: it takes orders, keeps stock and takes payments.
 */
@NullMarked
package io.pyctor.sample;

import org.jspecify.annotations.NullMarked;
