package io.pyctor.sample.order;

import io.pyctor.sample.stock.KnownSku;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An order as it comes in, by whatever way.
 *
 * @param customer who orders
 * @param sku what is ordered
 * @param quantity how many
 */
public record OrderRequest(@NotBlank @Size(max = 80) @Nullable String customer,
		@NotBlank @KnownSku @Nullable String sku, @NotNull @Min(1) @Max(100) @Nullable Integer quantity) {

}
