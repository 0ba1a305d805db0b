package io.pyctor.sample.stock;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks a SKU up in the catalogue. That there is one at all is for others to check.
 */
class KnownSkuValidator implements ConstraintValidator<KnownSku, String> {

	private final Catalogue catalogue;

	KnownSkuValidator(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@Override
	public boolean isValid(@Nullable String sku, ConstraintValidatorContext context) {
		return sku == null || sku.isBlank() || this.catalogue.find(sku).isPresent();
	}

}
