package io.pyctor.sample.order;

import io.pyctor.Ask;

/**
 * What changes an order. The answer is the order as it is stored.
 */
sealed interface OrderCommand extends Ask<CustomerOrder> permits PlaceOrder, CloseOrder {

}
