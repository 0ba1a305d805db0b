package io.pyctor.sample;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.pyctor.sample.Desk.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application ends in the middle of its work and starts again on the same database.
 */
@ExtendWith(OutputCaptureExtension.class)
class RestartTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@Test
	void shutdownInTheMiddleOfAnImportLosesNoOrder(CapturedOutput output) throws IOException, InterruptedException {
		PipedOutputStream csv = new PipedOutputStream();
		PipedInputStream body = new PipedInputStream(csv);
		try (Desk desk = start("sample.payment.latency=20ms")) {
			CompletableFuture<Answer> result = desk.importCsv(BodyPublishers.ofInputStream(() -> body));
			write(csv, "customer,sku,quantity\n" + "Ada,CHOC-NUT,1\n".repeat(1000));
			Awaitility.await().until(() -> desk.get("/orders").number("paid") > 0);
			Thread shutdown = new Thread(desk::close);
			shutdown.start();
			Awaitility.await().until(() -> output.getOut().contains("Commencing graceful shutdown"));
			write(csv, "Ada,CHOC-NUT,1\n".repeat(500) + "Ada\n");
			csv.close();
			assertThat(result.join().map()).containsEntry("lines", 1501)
				.containsEntry("accepted", 1500)
				.containsEntry("refused", 1);
			shutdown.join();
		}
		assertThat(output).containsPattern(
				"Drained: \\d+ orders that were on their way are closed, [1-9]\\d* are left open in the database");
		try (Desk desk = start("sample.payment.latency=1ms")) {
			assertThat(desk.settled()).containsEntry("orders", 1500).containsEntry("paid", 1500);
			assertThat(desk.get("/stock/CHOC-NUT").map()).containsEntry("onHand", 1500).containsEntry("sold", 1500);
		}
	}

	@Test
	void closedOrderIsStillThere() {
		Map<String, Object> before;
		try (Desk desk = start()) {
			desk.order("Ada", "HONEY-LIME-500", 7);
			desk.settled();
			before = desk.get("/orders/1").map();
		}
		try (Desk desk = start()) {
			assertThat(desk.get("/orders/1").map()).isEqualTo(before).containsEntry("status", "PAID");
			assertThat(desk.get("/stock/HONEY-LIME-500").map()).containsEntry("onHand", 993);
		}
	}

	private Desk start(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "spring.datasource.url=jdbc:h2:file:" + this.directory.resolve("orders")
				+ ";DB_CLOSE_ON_EXIT=FALSE";
		return Desk.start(all);
	}

	private static void write(PipedOutputStream csv, String lines) throws IOException {
		csv.write(lines.getBytes(StandardCharsets.UTF_8));
	}

}
