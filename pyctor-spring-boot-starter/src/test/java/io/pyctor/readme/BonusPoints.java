package io.pyctor.readme;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Service;

import io.pyctor.spring.Sequential;

@Service
class BonusPoints {

	private final Map<String, Integer> points = new ConcurrentHashMap<>();

	@Sequential(key = "#purchase.customer()", group = "customer")
	public void collect(Purchase purchase) {
		int before = this.points.getOrDefault(purchase.customer(), 0);
		this.points.put(purchase.customer(), before + purchase.amount() / 10);
	}

	@Sequential(key = "#customer", group = "customer")
	public int count(String customer) {
		return this.points.getOrDefault(customer, 0);
	}

}
