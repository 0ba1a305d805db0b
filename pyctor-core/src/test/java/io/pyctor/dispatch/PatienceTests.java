package io.pyctor.dispatch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class PatienceTests {

	private final Patience patience = new Patience(2, 16);

	private static long before(Duration duration) {
		return System.nanoTime() - duration.toNanos();
	}

	@Test
	void whatIsTrueIsSeenAtOnce() {
		AtomicInteger asked = new AtomicInteger();
		assertThat(this.patience.await(() -> asked.incrementAndGet() > 0, System.nanoTime())).isTrue();
		assertThat(asked).hasValue(1);
	}

	@Test
	void whatBecomesTrueSoonIsSeen() {
		assumeThat(Runtime.getRuntime().availableProcessors()).as("processors to look at").isGreaterThan(1);
		AtomicInteger asked = new AtomicInteger();
		assertThat(this.patience.await(() -> asked.incrementAndGet() > 3, System.nanoTime())).isTrue();
	}

	@Test
	void whatNeverBecomesTrueIsGivenUp() {
		assertThat(this.patience.await(() -> false, System.nanoTime())).isFalse();
	}

	private void learnShort(boolean seen) {
		this.patience.learn(System.nanoTime() + Duration.ofDays(1).toNanos(), seen);
	}

	private void learnLong() {
		this.patience.learn(before(Duration.ofSeconds(1)), false);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void growsAfterWaitsThatWereShort(boolean seen) {
		assertThat(this.patience.nanos()).isEqualTo(2_000);
		learnShort(seen);
		assertThat(this.patience.nanos()).isEqualTo(4_000);
		for (int i = 0; i < 5; i++) {
			learnShort(seen);
		}
		assertThat(this.patience.nanos()).isEqualTo(16_000);
	}

	@Test
	void shrinksAfterWaitsThatWereLong() {
		for (int i = 0; i < 5; i++) {
			learnShort(true);
		}
		learnLong();
		assertThat(this.patience.nanos()).isEqualTo(8_000);
		for (int i = 0; i < 5; i++) {
			learnLong();
		}
		assertThat(this.patience.nanos()).isEqualTo(2_000);
	}

	@Test
	void restsAfterLooksInVainAndTriesAgainLater() {
		for (int i = 0; i < 8; i++) {
			learnShort(false);
		}
		assertThat(this.patience.nanos()).isEqualTo(2_000);
		for (int i = 0; i < 1_000; i++) {
			learnShort(false);
		}
		assertThat(this.patience.nanos()).isEqualTo(2_000);
		learnShort(false);
		assertThat(this.patience.nanos()).isEqualTo(4_000);
	}

	@Test
	void oneLookThatIsWorthItEndsTheRest() {
		for (int i = 0; i < 8; i++) {
			learnShort(false);
		}
		learnShort(true);
		assertThat(this.patience.nanos()).isEqualTo(4_000);
		learnShort(false);
		assertThat(this.patience.nanos()).isEqualTo(8_000);
	}

}
