/**
 * Payments: a few workers that wait for a slow and sometimes failing gateway.
 */
@NullMarked
package io.pyctor.sample.payment;

import org.jspecify.annotations.NullMarked;
