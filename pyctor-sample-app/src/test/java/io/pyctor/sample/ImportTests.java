package io.pyctor.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.pyctor.sample.Desk.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Imports: every line is accepted or refused, and every accepted one is closed.
 */
class ImportTests {

	private static final String HEADER = "customer,sku,quantity\n";

	private static Desk desk;

	@BeforeAll
	static void start() {
		desk = Desk.start();
	}

	@AfterAll
	static void close() {
		desk.close();
	}

	@Test
	void shippedFileSumsUpExactly() throws IOException {
		long ordersBefore = desk.settled().get("orders") instanceof Number number ? number.longValue() : -1;
		Answer answer = desk.importCsv(Files.readString(Path.of("orders.csv")));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.map()).containsEntry("lines", 3000)
			.containsEntry("accepted", 2936)
			.containsEntry("refused", 64)
			.containsEntry("unanswered", 0);
		assertThat(countedReasons(answer)).containsOnly(entry("N columns expected, N found", 15),
				entry("customer must not be blank", 3), entry("line is blank", 3), entry("line is too long", 1),
				entry("quantity 'X' is not a whole number", 9), entry("quantity must be greater than or equal to N", 8),
				entry("quantity must be greater than or equal to N; sku is not in the catalogue", 1),
				entry("quantity must be less than or equal to N", 3), entry("quotes do not match", 12),
				entry("sku is not in the catalogue", 7), entry("sku must not be blank", 2));
		Map<String, Object> orders = desk.settled();
		assertThat(orders).containsEntry("orders", (int) ordersBefore + 2936);
		assertThat((int) orders.get("paid") + (int) orders.get("cancelled")).isEqualTo(orders.get("orders"));
		assertStockSoldIsStockGone(orders);
	}

	private static Map<String, Integer> countedReasons(Answer answer) {
		return answer.list("refusals")
			.stream()
			.map((refusal) -> (String) refusal.get("reason"))
			.map((reason) -> reason.replaceAll("'.*'", "'X'").replaceAll("\\d+", "N"))
			.collect(Collectors.toMap((reason) -> reason, (reason) -> 1, Integer::sum, TreeMap::new));
	}

	private static void assertStockSoldIsStockGone(Map<String, Object> orders) {
		int sold = 0;
		for (Map<String, Object> item : desk.get("/stock").list()) {
			assertThat((int) item.get("onHand") + (int) item.get("sold")).as("%s", item)
				.isEqualTo(item.get("received"));
			sold += (int) item.get("sold");
		}
		assertThat(sold).isEqualTo(orders.get("unitsSold"));
	}

	@Test
	void badLineDoesNotTakeGoodOnesWithIt() {
		Answer answer = desk.importCsv(HEADER + """
				Ada,TEA-MINT-50,1
				"Ada,TEA-MINT-50,1
				Ada,TEA-MINT-50,1

				"Lovelace, ""Ada""\", TEA-MINT-50 ,1
				Ada,TEA-MINT-50,1""");
		assertThat(answer.map()).containsEntry("lines", 6).containsEntry("accepted", 4).containsEntry("refused", 2);
		assertThat(answer.list("refusals")).containsExactly(Map.of("line", 3, "reason", "quotes do not match"),
				Map.of("line", 5, "reason", "line is blank"));
	}

	@Test
	void fileFromElsewhereIsUnderstood() {
		Answer answer = desk.importCsv("\uFEFFCustomer, SKU, Quantity\r\nZoë,TEA-MINT-50,1\r\n");
		assertThat(answer.map()).containsEntry("lines", 1).containsEntry("accepted", 1);
	}

	@Test
	void endlessLineIsRefused() {
		Answer answer = desk.importCsv(HEADER + "x".repeat(3_000_000) + "\nAda,TEA-MINT-50,1\n");
		assertThat(answer.map()).containsEntry("accepted", 1)
			.containsEntry("refusals", List.of(Map.of("line", 2, "reason", "line is too long")));
	}

	@Test
	void fileWithoutHeaderIsProblem() {
		assertThat(desk.importCsv("Ada,TEA-MINT-50,1\n").map()).containsEntry("status", 400)
			.containsEntry("detail", "The first line must be customer,sku,quantity");
		assertThat(desk.importCsv("").status()).isEqualTo(400);
		assertThat(desk.importCsv(HEADER).map()).containsEntry("lines", 0);
	}

	@Test
	void otherContentTypeIsProblem() {
		assertThat(desk.post("/orders/import", "text/plain", HEADER).map()).containsEntry("status", 415);
	}

}
