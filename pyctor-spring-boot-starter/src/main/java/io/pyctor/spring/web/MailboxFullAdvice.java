package io.pyctor.spring.web;

import java.time.Duration;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.pyctor.MailboxFullException;
import io.pyctor.OverloadException;
import io.pyctor.spring.SequentialCallRejectedException;

/**
 * Answers a request for which an actor, a sequential method or the whole system had no
 * place with the status 503, a {@code Retry-After} header and a problem as of RFC 9457,
 * whether the handler threw or its future failed. It says nothing of the actor, which is
 * not the client's business. Comes last: whatever the application itself does with the
 * exception counts.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class MailboxFullAdvice {

	private static final String DETAIL = "There is more to do than can be taken on at the moment. Try again later.";

	private final String retryAfter;

	/**
	 * Create the advice.
	 * @param retryAfter after what time the client may try again, rounded up to seconds
	 */
	public MailboxFullAdvice(Duration retryAfter) {
		this.retryAfter = Long.toString(retryAfter.plusNanos(999_999_999).toSeconds());
	}

	@ExceptionHandler({ MailboxFullException.class, OverloadException.class, SequentialCallRejectedException.class })
	ResponseEntity<ProblemDetail> unavailable() {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, this.retryAfter)
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, DETAIL));
	}

}
