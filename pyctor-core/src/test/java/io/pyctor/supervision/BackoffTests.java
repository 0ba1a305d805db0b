package io.pyctor.supervision;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTests {

	@Test
	void waitsGrowUpToTheLongest() {
		Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 3, 0);
		assertThat(backoff.delay(1, 0.5)).isEqualTo(Duration.ofMillis(100));
		assertThat(backoff.delay(2, 0.5)).isEqualTo(Duration.ofMillis(300));
		assertThat(backoff.delay(3, 0.5)).isEqualTo(Duration.ofMillis(900));
		assertThat(backoff.delay(4, 0.5)).isEqualTo(Duration.ofSeconds(1));
		assertThat(backoff.delay(Integer.MAX_VALUE, 0.5)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void chanceShortensWaitsByThePartAskedFor() {
		Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), 2, 0.5);
		assertThat(backoff.delay(1, 0)).isEqualTo(Duration.ofSeconds(1));
		assertThat(backoff.delay(1, 0.5)).isEqualTo(Duration.ofMillis(750));
		assertThat(backoff.delay(9, 0.999999)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2001));
	}

	@Test
	void exponentialBackoffDoublesAndIsShortenedByAFifthAtMost() {
		Backoff backoff = Backoff.exponential(Duration.ofMillis(10), Duration.ofMinutes(1));
		assertThat(backoff.delay(3, 0)).isEqualTo(Duration.ofMillis(40));
		assertThat(backoff.delay(3, 0.5)).isEqualTo(Duration.ofMillis(36));
	}

	@Test
	void fixedBackoffIsTheSameEachTime() {
		Backoff backoff = Backoff.fixed(Duration.ofSeconds(7));
		assertThat(backoff.delay(1, 0.9)).isEqualTo(backoff.delay(50, 0)).isEqualTo(Duration.ofSeconds(7));
		assertThat(backoff.isNone()).isFalse();
	}

	@Test
	void noBackoffWaitsForNothing() {
		assertThat(Backoff.none().isNone()).isTrue();
		assertThat(Backoff.none().delay(9, 0.3)).isZero();
	}

	@Test
	void waitForEverIsNoOverflow() {
		Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
		assertThat(new Backoff(Duration.ofNanos(1), longest, 1e9, 0).delay(1_000_000, 0)).isEqualTo(longest);
	}

	@Test
	void whatMakesNoSenseIsRefusedByName() {
		Duration second = Duration.ofSeconds(1);
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second.negated(), second, 2, 0))
			.withMessage("'initial' must not be negative (was PT-1S)");
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, Duration.ZERO, 2, 0))
			.withMessage("'max' must not be shorter than 'initial' PT1S (was PT0S)");
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, second, Double.NaN, 0))
			.withMessage("'factor' must be at least 1 (was NaN)");
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, second, 2, 1.5))
			.withMessage("'jitter' must be from 0 to 1 (was 1.5)");
	}

}
