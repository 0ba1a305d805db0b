package io.pyctor.sample.order;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

/**
 * The orders in the database.
 */
interface OrderRepository extends ListCrudRepository<CustomerOrder, Long> {

	List<CustomerOrder> findByStatusAndIdGreaterThanOrderById(OrderStatus status, long id, Limit limit);

	long countByStatus(OrderStatus status);

	@Modifying
	@Query("update customer_order set status = :status, reason = :reason where id = :id and status = 'OPEN'")
	int close(long id, OrderStatus status, @Nullable String reason);

	@Query("select status, reason, count(*) as orders, sum(quantity) as units from customer_order group by status, reason")
	List<OrderCount> countAlike();

}
