package io.pyctor.sample.order;

import java.util.ArrayList;
import java.util.List;

import io.pyctor.ActorContext;
import io.pyctor.ActorRef;
import io.pyctor.Failure;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;
import io.pyctor.spring.Stopped;

import org.springframework.data.domain.Limit;

/**
 * Writes orders to the database, and answers when they are safe. The first command of a
 * batch tells the store to write; that takes its place in the queue, and so every command
 * that already waits there joins the batch.
 * <p>
 * There are two: this component takes new orders, and refuses what finds its queue full;
 * a child of the desk closes those under way, and has a place for each.
 */
@ActorComponent(value = "orderIntake", blocking = true, capacity = 1000)
class OrderStore {

	private static final int MAX_BATCH = 500;

	private final OrderLedger ledger;

	private final OrderRepository orders;

	private final List<Waiting> batch = new ArrayList<>();

	private final ActorRef orderDesk;

	private boolean willWrite;

	OrderStore(OrderLedger ledger, OrderRepository orders, ActorRef orderDesk) {
		this.ledger = ledger;
		this.orders = orders;
		this.orderDesk = orderDesk;
	}

	@Receive
	void add(OrderCommand command, ActorRef sender, ActorContext context) {
		this.batch.add(new Waiting(sender, command));
		if (!this.willWrite) {
			// Where the queue is full, there are more commands: the next one tries again.
			this.willWrite = context.tryTell(context.self(), new Write());
		}
		if (this.batch.size() == MAX_BATCH) {
			write(context);
		}
	}

	@Receive
	void write(Write message, ActorContext context) {
		this.willWrite = false;
		write(context);
	}

	@Stopped
	void write(ActorContext context) {
		List<Waiting> waiting = List.copyOf(this.batch);
		this.batch.clear();
		if (!waiting.isEmpty()) {
			write(waiting, context);
			if (waiting.stream().anyMatch((one) -> one.command() instanceof PlaceOrder)) {
				context.tell(this.orderDesk, new OrdersPlaced());
			}
		}
	}

	@Receive
	OpenOrders find(FindOpen find) {
		List<CustomerOrder> open = this.orders.findByStatusAndIdGreaterThanOrderById(OrderStatus.OPEN, find.after(),
				Limit.of(find.limit()));
		return new OpenOrders(open, open.size() == find.limit());
	}

	@Receive
	long count(CountOpen message) {
		return this.orders.countByStatus(OrderStatus.OPEN);
	}

	private void write(List<Waiting> waiting, ActorContext context) {
		try {
			List<CustomerOrder> written = this.ledger.write(waiting.stream().map(Waiting::command).toList());
			for (int i = 0; i < written.size(); i++) {
				context.tell(waiting.get(i).sender(), written.get(i));
			}
		}
		catch (RuntimeException ex) {
			if (waiting.size() == 1) {
				context.tell(waiting.get(0).sender(), new Failure(ex));
			}
			else {
				// One bad command must not take the others with it
				waiting.forEach((one) -> write(List.of(one), context));
			}
		}
	}

	private record Waiting(ActorRef sender, OrderCommand command) {

	}

	private record Write() {

	}

}
