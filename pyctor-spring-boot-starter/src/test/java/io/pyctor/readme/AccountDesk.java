package io.pyctor.readme;

import java.util.HashMap;
import java.util.Map;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;

@ActorComponent(instances = 4, instanceKey = "account")
class AccountDesk {

	private final Map<String, Long> balances = new HashMap<>();

	@Receive
	long deposit(Deposit message) {
		return this.balances.merge(message.account(), message.amount(), Long::sum);
	}

}
