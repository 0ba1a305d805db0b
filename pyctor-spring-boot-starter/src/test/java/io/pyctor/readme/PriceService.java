package io.pyctor.readme;

import java.util.Map;

import org.springframework.stereotype.Service;

@Service
class PriceService {

	int total(Map<String, Integer> items) {
		return items.values().stream().mapToInt((quantity) -> 3 * quantity).sum();
	}

}
