package io.pyctor.sample.payment;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.DeadLetter;
import io.pyctor.spring.ActorComponent;

/**
 * Waits for the gateway, one charge at a time. When the gateway throws, so does the
 * worker: the failure is counted, whoever asked has it at once as the answer, and the
 * worker takes the next charge.
 */
@ActorComponent(start = false, blocking = true)
class PaymentWorker extends Actor {

	private final PaymentGateway gateway;

	PaymentWorker(PaymentGateway gateway) {
		this.gateway = gateway;
	}

	@Override
	protected void receive(ActorRef sender, Object message) {
		if (message instanceof Charge charge) {
			this.gateway.charge(charge.orderId(), charge.amount());
			tell(sender, new Receipt(charge.orderId()));
		}
		else if (message instanceof DeadLetter letter && letter.message() instanceof Receipt receipt) {
			// The order has given up and its goods are back on the shelf
			this.gateway.refund(receipt.orderId());
		}
		else {
			unhandled(message);
		}
	}

}
