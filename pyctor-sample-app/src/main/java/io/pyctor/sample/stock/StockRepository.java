package io.pyctor.sample.stock;

import java.util.List;

import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

/**
 * The stock in the database.
 */
interface StockRepository extends ListCrudRepository<StockItem, String> {

	@Modifying
	@Query("update stock_item set on_hand = on_hand - :quantity where sku = :sku")
	int take(String sku, int quantity);

	@Query("select sku, sum(quantity) as units from customer_order where status = 'PAID' group by sku")
	List<UnitsSold> findSold();

	@Query("select coalesce(sum(quantity), 0) from customer_order where status = 'PAID' and sku = :sku")
	long countSold(String sku);

}
