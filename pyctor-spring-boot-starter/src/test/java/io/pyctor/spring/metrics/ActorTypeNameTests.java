package io.pyctor.spring.metrics;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActorTypeName}.
 */
class ActorTypeNameTests {

	@ParameterizedTest
	@CsvSource({ "Stock, Stock", "shop.Stock, Stock", "shop.Shop$Stock, Stock", "shop.Stock$$SpringCGLIB$$0, Stock",
			"shop.Shop$Stock$$SpringCGLIB$$12, Stock", "shop.Shop$1, Shop$1", "shop.Shop$1Local, Shop$1Local" })
	void nameIsSimple(String className, String expected) {
		assertThat(ActorTypeName.of(className)).isEqualTo(expected);
	}

}
