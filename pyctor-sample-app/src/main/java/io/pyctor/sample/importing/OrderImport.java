package io.pyctor.sample.importing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

import io.pyctor.AskTimeoutException;
import io.pyctor.MailboxFullException;
import io.pyctor.sample.order.CustomerOrder;
import io.pyctor.sample.order.OrderRequest;
import io.pyctor.sample.order.Orders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One import: places an order for each line, and reads on only while not too many lines
 * wait for their answer. So its memory grows with the refused lines only.
 */
class OrderImport {

	private static final Logger logger = LoggerFactory.getLogger(OrderImport.class);

	private final Orders orders;

	private final LineParser parser;

	private final int limit;

	private final Semaphore room;

	private final ImportTally tally = new ImportTally();

	OrderImport(Orders orders, LineParser parser, int limit) {
		this.orders = orders;
		this.parser = parser;
		this.limit = limit;
		this.room = new Semaphore(limit);
	}

	/**
	 * Import all lines; those after the first that is not answered are not read.
	 * @param lines the lines without the header
	 * @return what came of it, when all lines that were read are answered
	 * @throws IOException if the lines cannot be read to the end
	 */
	ImportResult run(LineReader lines) throws IOException {
		try {
			Line line = lines.next();
			while (line != null && this.tally.isComplete()) {
				this.tally.read();
				take(line);
				line = lines.next();
			}
		}
		finally {
			acquire(this.limit);
			ImportResult result = this.tally.result();
			logger.info("Import ended: {} lines, {} accepted, {} refused, {} unanswered", result.lines(),
					result.accepted(), result.refused(), result.unanswered());
		}
		return this.tally.result();
	}

	private void take(Line line) throws IOException {
		try {
			OrderRequest request = this.parser.parse(line);
			acquire(1);
			this.orders.place(request).whenComplete((order, failure) -> answered(line, order, failure));
		}
		catch (RefusedLineException ex) {
			this.tally.refused(line, ex.reason());
		}
	}

	private void answered(Line line, @Nullable CustomerOrder order, @Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (order != null) {
			this.tally.accepted();
		}
		else if (cause instanceof AskTimeoutException) {
			this.tally.unanswered();
		}
		else if (cause instanceof MailboxFullException) {
			this.tally.refused(line, "too many orders wait to be stored");
		}
		else {
			this.tally.refused(line, "order could not be stored");
		}
		this.room.release();
	}

	private void acquire(int permits) throws InterruptedIOException {
		try {
			this.room.acquire(permits);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("The import was interrupted");
		}
	}

}
