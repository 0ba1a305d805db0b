package io.pyctor.sample.payment;

import io.pyctor.DeadLetter;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Failed;
import io.pyctor.spring.Receive;

/**
 * Waits for the gateway, one charge at a time, beside other workers of its kind; a charge
 * goes to the next one that is free. When the gateway throws, so does the worker: the
 * failure is counted, whoever asked has it at once as the answer, and the worker takes
 * the next charge.
 */
@ActorComponent(value = "payments", instances = 8, blocking = true)
class PaymentWorker {

	private final PaymentGateway gateway;

	PaymentWorker(PaymentGateway gateway) {
		this.gateway = gateway;
	}

	@Receive
	Receipt charge(Charge message) {
		this.gateway.charge(message.orderId(), message.amount());
		return new Receipt(message.orderId());
	}

	/** The order has given up and its goods are back on the shelf. */
	@Receive
	void refund(DeadLetter letter) {
		if (letter.message() instanceof Receipt receipt) {
			this.gateway.refund(receipt.orderId());
		}
	}

	/** Who asked has the failure, and asks again or cancels the order. */
	@Failed
	void failed() {
	}

}
