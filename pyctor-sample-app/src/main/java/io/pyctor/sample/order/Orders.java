package io.pyctor.sample.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;

import io.pyctor.ActorRef;
import io.pyctor.sample.stock.Catalogue;

import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * The way to the order intake for those who are no actors.
 */
@Component
public class Orders {

	private final Catalogue catalogue;

	private final ActorRef orderIntake;

	Orders(Catalogue catalogue, ActorRef orderIntake) {
		this.catalogue = catalogue;
		this.orderIntake = orderIntake;
	}

	/**
	 * Place an order.
	 * @param request a request that was found valid
	 * @return the order, once it is stored
	 */
	public CompletableFuture<CustomerOrder> place(OrderRequest request) {
		return this.orderIntake.ask(new PlaceOrder(order(request)));
	}

	private CustomerOrder order(OrderRequest request) {
		String customer = request.customer();
		String sku = request.sku();
		Integer quantity = request.quantity();
		Assert.state(customer != null && sku != null && quantity != null, "The request is not valid");
		BigDecimal amount = this.catalogue.price(sku).multiply(BigDecimal.valueOf(quantity));
		return new CustomerOrder(null, customer, sku, quantity, amount, OrderStatus.OPEN, null,
				Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

}
