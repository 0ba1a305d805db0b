package io.pyctor.sample.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.pyctor.sample.order.Orders;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes a CSV of orders. It answers when every line is stored or refused.
 */
@RestController
class ImportController {

	private final Orders orders;

	private final LineParser parser;

	private final ImportProperties properties;

	ImportController(Orders orders, LineParser parser, ImportProperties properties) {
		this.orders = orders;
		this.parser = parser;
		this.properties = properties;
	}

	@PostMapping(path = "/orders/import", consumes = "text/csv")
	ImportResult run(InputStream body) throws IOException {
		LineReader lines = new LineReader(new InputStreamReader(body, StandardCharsets.UTF_8),
				this.properties.maxLineLength());
		if (!LineParser.isHeader(lines.next())) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The first line must be " + LineParser.HEADER);
		}
		ImportResult result = new OrderImport(this.orders, this.parser, this.properties.inFlight()).run(lines);
		if (result.unanswered() > 0) {
			throw new ErrorResponseException(HttpStatus.GATEWAY_TIMEOUT, brokenOff(result), null);
		}
		return result;
	}

	private ProblemDetail brokenOff(ImportResult result) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.GATEWAY_TIMEOUT,
				"The order desk did not answer in time; the lines that follow were not read");
		problem.setProperty("result", result);
		return problem;
	}

}
