package io.pyctor.sample.order;

import java.time.Duration;

import io.pyctor.Actor;
import io.pyctor.ActorFactory;
import io.pyctor.ActorOptions;
import io.pyctor.ActorRef;
import io.pyctor.Failure;
import io.pyctor.Schedule;
import io.pyctor.Terminated;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.ActorFactories;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that each order is closed. The database is the queue: an order is stored
 * first, and as others are closed, the desk starts an actor for the next one. So the
 * number of actors is bounded, however many orders come in; and what a restart finds open
 * is carried on in the same way.
 */
@ActorComponent
class OrderDesk extends Actor {

	private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

	private final int atOnce;

	private final ActorFactory stores;

	@SuppressWarnings("NullAway.Init")
	private ActorRef store;

	private int underWay;

	private long lastStarted;

	private boolean more = true;

	private boolean finding;

	private @Nullable ActorRef drainer;

	private int closedWhileDraining;

	OrderDesk(OrderProperties properties, ActorFactories factories) {
		this.atOnce = properties.atOnce();
		this.stores = factories.of(OrderStore.class);
	}

	@Override
	protected void started() {
		this.store = createStore();
		find();
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof CloseOrder) {
			this.store.tell(message, sender);
		}
		else if (message instanceof OrdersPlaced) {
			this.more = true;
			find();
		}
		else if (message instanceof OpenOrders found) {
			found(found);
		}
		else if (message instanceof Failure) {
			this.finding = false;
			scheduleTell(self(), new OrdersPlaced(), Schedule.after(Duration.ofSeconds(1)));
		}
		else if (message instanceof Terminated terminated) {
			terminated(terminated.actor());
		}
		else if (message instanceof Drain) {
			this.drainer = sender;
			drained();
		}
		else {
			unhandled(message);
		}
	}

	private ActorRef createStore() {
		return create(this.stores, "store", ActorOptions.defaults().blocking());
	}

	private void terminated(ActorRef child) {
		if (child.equals(this.store)) {
			this.store = createStore();
		}
		else {
			closed();
		}
	}

	/** Ask for further orders once half of the room is free. */
	private void find() {
		int room = this.atOnce - this.underWay;
		if (this.more && !this.finding && this.drainer == null && room * 2 >= this.atOnce) {
			this.finding = true;
			// What is placed from now on says so again
			this.more = false;
			pipe(ask(this.store, new FindOpen(this.lastStarted, room), STORE_TIMEOUT));
		}
	}

	private void found(OpenOrders found) {
		this.finding = false;
		if (this.drainer == null) {
			this.more |= found.more();
			found.orders().forEach(this::start);
			find();
		}
	}

	private void start(CustomerOrder order) {
		create(OrderActor.class, "order-" + order.number(), order);
		this.lastStarted = order.number();
		this.underWay++;
	}

	private void closed() {
		this.underWay--;
		if (this.drainer != null) {
			this.closedWhileDraining++;
			drained();
		}
		find();
	}

	private void drained() {
		ActorRef drainer = this.drainer;
		if (drainer != null && this.underWay == 0) {
			await(ask(this.store, new CountOpen(), STORE_TIMEOUT),
					(open) -> tell(drainer, new Drained(this.closedWhileDraining, open)));
		}
	}

}
