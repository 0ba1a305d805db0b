package io.pyctor.supervision;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SupervisionStrategyTests {

	@Test
	void mostSpecificClassDecides() {
		SupervisionStrategy strategy = SupervisionStrategy.stop()
			.on(Exception.class, Directive.RESTART)
			.on(IOException.class, Directive.RESUME)
			.on(FileNotFoundException.class, Directive.STOP);
		assertThat(strategy.decide(new FileNotFoundException())).isEqualTo(Directive.STOP);
		assertThat(strategy.decide(new java.io.EOFException())).isEqualTo(Directive.RESUME);
		assertThat(strategy.decide(new IllegalStateException())).isEqualTo(Directive.RESTART);
		assertThat(strategy.decide(new AssertionError())).isEqualTo(Directive.STOP);
	}

	@Test
	void eachMethodReturnsANewStrategy() {
		SupervisionStrategy strategy = SupervisionStrategy.resume();
		strategy.on(Exception.class, Directive.STOP).limit(3, Duration.ofSeconds(1)).retry(2, Backoff.none());
		assertThat(strategy).isSameAs(SupervisionStrategy.resume());
		assertThat(strategy.decide(new Exception())).isEqualTo(Directive.RESUME);
		assertThat(strategy.limit()).isEmpty();
		assertThat(strategy.retry()).isEqualTo(Retry.never());
	}

	@Test
	void strategiesThatSayTheSameAreEqual() {
		assertThat(SupervisionStrategy.restart().limit(3, Duration.ofMinutes(1)).on(Exception.class, Directive.STOP))
			.isEqualTo(
					SupervisionStrategy.restart().on(Exception.class, Directive.STOP).limit(3, Duration.ofSeconds(60)))
			.isNotEqualTo(SupervisionStrategy.restart());
	}

	@Test
	void whatMakesNoSenseIsRefusedByName() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SupervisionStrategy.stop().limit(0, Duration.ofSeconds(1)))
			.withMessage("'failures' must be at least 1 (was 0)");
		assertThatIllegalArgumentException().isThrownBy(() -> SupervisionStrategy.stop().limit(1, Duration.ZERO))
			.withMessage("'within' must be positive (was PT0S)");
		assertThatIllegalArgumentException().isThrownBy(() -> SupervisionStrategy.stop().retry(-1, Backoff.none()))
			.withMessage("'times' must be at least 0 (was -1)");
	}

}
