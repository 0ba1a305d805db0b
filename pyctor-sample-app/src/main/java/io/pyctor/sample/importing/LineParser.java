package io.pyctor.sample.importing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

import io.pyctor.sample.order.OrderRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes an order of a line. Each line is parsed by itself, so a quote that is never
 * closed spoils its own line only.
 */
@Component
class LineParser {

	static final String HEADER = "customer,sku,quantity";

	private static final int COLUMNS = 3;

	private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder()
		.setTrim(true)
		.setIgnoreSurroundingSpaces(true)
		.get();

	private final Validator validator;

	LineParser(Validator validator) {
		this.validator = validator;
	}

	static boolean isHeader(@Nullable Line line) {
		return line != null && line.text().replaceAll("[\\s\uFEFF]", "").equalsIgnoreCase(HEADER);
	}

	OrderRequest parse(Line line) throws RefusedLineException {
		if (line.tooLong()) {
			throw new RefusedLineException("line is too long");
		}
		if (line.text().isBlank()) {
			throw new RefusedLineException("line is blank");
		}
		if (line.text().indexOf('\uFFFD') != -1) {
			throw new RefusedLineException("line is not UTF-8");
		}
		CSVRecord columns = columns(line.text());
		if (columns.size() != COLUMNS) {
			throw new RefusedLineException(COLUMNS + " columns expected, " + columns.size() + " found");
		}
		return validate(new OrderRequest(columns.get(0), columns.get(1), quantity(columns.get(2))));
	}

	private CSVRecord columns(String text) throws RefusedLineException {
		try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
			List<CSVRecord> records = parser.getRecords();
			if (records.size() != 1) {
				throw new RefusedLineException("line breaks within the line");
			}
			return records.get(0);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new RefusedLineException("quotes do not match");
		}
	}

	private int quantity(String text) throws RefusedLineException {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new RefusedLineException("quantity '" + text + "' is not a whole number");
		}
	}

	private OrderRequest validate(OrderRequest request) throws RefusedLineException {
		String reason = this.validator.validate(request)
			.stream()
			.map(this::describe)
			.sorted()
			.collect(Collectors.joining("; "));
		if (!reason.isEmpty()) {
			throw new RefusedLineException(reason);
		}
		return request;
	}

	private String describe(ConstraintViolation<?> violation) {
		return violation.getPropertyPath() + " " + violation.getMessage();
	}

}
