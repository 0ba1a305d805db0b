package io.pyctor.readme;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import io.pyctor.ActorRef;
import io.pyctor.spring.Actors;

@Service
class OrderService {

	private final JdbcTemplate jdbc;

	private final ActorRef shipping;

	OrderService(JdbcTemplate jdbc, Actors actors) {
		this.jdbc = jdbc;
		this.shipping = actors.afterCommit(actors.of(Shipping.class));
	}

	@Transactional
	void place(long order) {
		this.shipping.tell(new Ship(order));
		this.jdbc.update("insert into placed (id) values (?)", order);
	}

}
