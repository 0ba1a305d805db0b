package io.pyctor.sample.problem;

import io.pyctor.ActorStoppedException;
import io.pyctor.AskTimeoutException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns exceptions into problem details. What Spring's own exceptions say is taken as it
 * is; a request that is not valid says what is wrong with each field.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail tooLate(AskTimeoutException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.GATEWAY_TIMEOUT,
				"There was no answer in time; it may still have been done");
	}

	@ExceptionHandler
	ProblemDetail closed(ActorStoppedException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "The order desk is closed");
	}

	@ExceptionHandler
	ProblemDetail notStored(DataAccessException ex) {
		this.logger.error("The database failed", ex);
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "The database is not available");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ex.getBody();
		problem.setDetail("The request is not valid");
		problem.setProperty("errors", ex.getFieldErrors().stream().map(this::describe).sorted().toList());
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	private String describe(FieldError error) {
		return error.getField() + " " + error.getDefaultMessage();
	}

}
