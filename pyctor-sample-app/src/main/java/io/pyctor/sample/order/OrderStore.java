package io.pyctor.sample.order;

import java.util.ArrayList;
import java.util.List;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.Failure;
import io.pyctor.spring.ActorComponent;

import org.springframework.data.domain.Limit;

/**
 * Writes orders to the database, and answers when they are safe. The first command of a
 * batch tells the store to write; that takes its place in the queue, and so every command
 * that already waits there joins the batch.
 */
@ActorComponent(start = false, blocking = true)
class OrderStore extends Actor {

	private static final int MAX_BATCH = 500;

	private final OrderLedger ledger;

	private final OrderRepository orders;

	private final List<Waiting> batch = new ArrayList<>();

	OrderStore(OrderLedger ledger, OrderRepository orders) {
		this.ledger = ledger;
		this.orders = orders;
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof OrderCommand command) {
			add(new Waiting(sender, command));
		}
		else if (message instanceof Write) {
			write();
		}
		else if (message instanceof FindOpen find) {
			tell(sender, find(find));
		}
		else if (message instanceof CountOpen) {
			tell(sender, this.orders.countByStatus(OrderStatus.OPEN));
		}
		else {
			unhandled(message);
		}
	}

	@Override
	protected void stopped() {
		write();
	}

	private void add(Waiting waiting) {
		if (this.batch.isEmpty()) {
			tell(self(), new Write());
		}
		this.batch.add(waiting);
		if (this.batch.size() == MAX_BATCH) {
			write();
		}
	}

	private void write() {
		List<Waiting> waiting = List.copyOf(this.batch);
		this.batch.clear();
		if (!waiting.isEmpty()) {
			write(waiting);
			if (waiting.stream().anyMatch((one) -> one.command() instanceof PlaceOrder)) {
				tell(parent(), new OrdersPlaced());
			}
		}
	}

	private void write(List<Waiting> waiting) {
		try {
			List<CustomerOrder> written = this.ledger.write(waiting.stream().map(Waiting::command).toList());
			for (int i = 0; i < written.size(); i++) {
				tell(waiting.get(i).sender(), written.get(i));
			}
		}
		catch (RuntimeException ex) {
			if (waiting.size() == 1) {
				tell(waiting.get(0).sender(), new Failure(ex));
			}
			else {
				// One bad command must not take the others with it
				waiting.forEach((one) -> write(List.of(one)));
			}
		}
	}

	private OpenOrders find(FindOpen find) {
		List<CustomerOrder> open = this.orders.findByStatusAndIdGreaterThanOrderById(OrderStatus.OPEN, find.after(),
				Limit.of(find.limit()));
		return new OpenOrders(open, open.size() == find.limit());
	}

	private record Waiting(ActorRef sender, OrderCommand command) {

	}

	private record Write() {

	}

}
