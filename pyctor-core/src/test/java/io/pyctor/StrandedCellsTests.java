package io.pyctor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.pyctor.mailbox.Offer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An actor that was told something at the end of a stack gets its turn, also where nobody
 * hears of the overflow.
 */
class StrandedCellsTests {

	private final CountDownLatch handled = new CountDownLatch(1);

	private ActorSystem system;

	@AfterEach
	void end() {
		WithActorSystem.end(this.system);
	}

	/** What is left where a stack ends between the message and the turn for it. */
	private void strand(HealthLimits health) {
		this.system = ActorSystem.builder("strand").parallelism(1).health(health).build();
		ActorCell cell = (ActorCell) this.system
			.create(LambdaActor.factory((self, sender, message) -> this.handled.countDown()));
		WithActorSystem.eventually().until(() -> cell.state() == ActorState.IDLE);
		assertThat(cell.offerOnly(new Envelope("x", this.system.nobody()))).isEqualTo(Offer.WAKE);
		cell.stranded = true;
		((DefaultActorSystem) this.system).strandedCells.any = true;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void threadThatRunsOutOfWorkSeesToIt(boolean blocking) {
		strand(HealthLimits.none());
		ActorOptions options = blocking ? ActorOptions.defaults().blocking() : ActorOptions.defaults();
		this.system.create(LambdaActor::idle, options).tell("anything");
		WithActorSystem.await(this.handled);
	}

	@Test
	void lookAtTheHealthSeesToIt() {
		strand(HealthLimits.defaults().lookEvery(Duration.ofMillis(10)));
		WithActorSystem.await(this.handled);
	}

	@Test
	void shutdownSeesToIt() {
		strand(HealthLimits.none());
		this.system.shutdown(WithActorSystem.LONG);
		WithActorSystem.await(this.handled);
	}

}
