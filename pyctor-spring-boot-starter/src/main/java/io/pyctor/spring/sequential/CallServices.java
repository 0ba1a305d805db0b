package io.pyctor.spring.sequential;

import java.util.function.Supplier;

import io.pyctor.spring.CallerContext;
import io.pyctor.spring.SequentialExceptionHandler;

/**
 * What calls need from around them.
 *
 * @param held which turns a thread is in
 * @param context what comes along from the caller's thread
 * @param exceptionHandler whom to tell what nobody else gets to know
 */
record CallServices(HeldTurns held, CallerContext context, Supplier<SequentialExceptionHandler> exceptionHandler) {

}
