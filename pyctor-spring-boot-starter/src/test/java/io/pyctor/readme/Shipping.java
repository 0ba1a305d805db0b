package io.pyctor.readme;

import jakarta.validation.Valid;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.annotation.Validated;

import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Receive;

@ActorComponent(propagateContext = true)
@Validated
class Shipping {

	private final JdbcTemplate jdbc;

	Shipping(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Receive
	@Transactional
	@PreAuthorize("hasRole('CLERK')")
	void ship(@Valid Ship message) {
		this.jdbc.update("insert into shipment (order_id) values (?)", message.order());
	}

}
