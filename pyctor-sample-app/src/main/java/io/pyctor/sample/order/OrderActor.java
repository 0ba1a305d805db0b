package io.pyctor.sample.order;

import java.time.Duration;
import java.time.Instant;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.AskTimeoutException;
import io.pyctor.Schedule;
import io.pyctor.sample.payment.Charge;
import io.pyctor.sample.payment.Receipt;
import io.pyctor.sample.stock.Release;
import io.pyctor.sample.stock.Reservation;
import io.pyctor.sample.stock.Reserve;
import io.pyctor.sample.stock.Sell;
import io.pyctor.sample.stock.SkuActor;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Actors;
import org.jspecify.annotations.Nullable;

/**
 * One order on its way: it reserves stock, pays, has the outcome written down, gives the
 * stock its due, and stops. While it waits for an answer it holds no thread.
 */
@ActorComponent(start = false)
class OrderActor extends Actor {

	private final OrderProperties properties;

	private final ActorRef stock;

	private final ActorRef payments;

	private final CustomerOrder order;

	private Instant reservedUntil = Instant.MAX;

	private int attempts;

	OrderActor(OrderProperties properties, Actors actors, ActorRef payments, CustomerOrder order) {
		this.properties = properties;
		this.stock = actors.of(SkuActor.class, order.sku());
		this.payments = payments;
		this.order = order;
	}

	@Override
	protected void started() {
		tell(self(), Step.RESERVE);
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message == Step.RESERVE) {
			reserve();
		}
		else if (message == Step.PAY) {
			pay();
		}
		else if (message instanceof CloseOrder close) {
			close(close);
		}
		else {
			unhandled(message);
		}
	}

	@Override
	protected void restarted(ActorRef sender, Object message, Throwable error) {
		scheduleTell(self(), message, Schedule.after(this.properties.retryAfter()));
	}

	private void reserve() {
		Reserve reserve = new Reserve(this.order.number(), this.order.quantity());
		await(ask(this.stock, reserve, this.properties.stockTimeout()), this::reserved);
	}

	private void reserved(@Nullable Reservation reservation, @Nullable Throwable failure) {
		if (reservation == Reservation.HELD) {
			this.reservedUntil = Instant.now().plus(this.properties.paymentTimeout());
			tell(self(), Step.PAY);
		}
		else {
			cancel((failure != null) ? "stock did not answer" : "out of stock");
		}
	}

	private void pay() {
		Duration timeLeft = Duration.between(Instant.now(), this.reservedUntil);
		if (timeLeft.isNegative() || timeLeft.isZero()) {
			cancel("payment timed out");
			return;
		}
		this.attempts++;
		await(ask(this.payments, new Charge(this.order.number(), this.order.amount()), timeLeft), this::paid);
	}

	private void paid(@Nullable Receipt receipt, @Nullable Throwable failure) {
		if (receipt != null) {
			tell(self(), new CloseOrder(this.order.paid()));
		}
		else if (failure instanceof AskTimeoutException) {
			cancel("payment timed out");
		}
		else if (this.attempts < this.properties.paymentAttempts()) {
			scheduleTell(self(), Step.PAY, Schedule.after(this.properties.retryAfter()));
		}
		else {
			cancel("payment failed " + this.attempts + " times");
		}
	}

	private void cancel(String reason) {
		tell(self(), new CloseOrder(this.order.cancelled(reason)));
	}

	private void close(CloseOrder close) {
		await(ask(parent(), close, this.properties.storeTimeout()), (stored, failure) -> {
			if (stored == null) {
				// An order is not lost while the database is away
				scheduleTell(self(), close, Schedule.after(this.properties.retryAfter()));
				return;
			}
			boolean paid = stored.status() == OrderStatus.PAID;
			tell(this.stock, paid ? new Sell(stored.number()) : new Release(stored.number()));
			stop();
		});
	}

	private enum Step {

		RESERVE, PAY

	}

}
