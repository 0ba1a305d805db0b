insert into stock_item (sku, name, price, received, on_hand)
select sku, name, price, received, received from (values
	('TEA-GREEN-100', 'Green tea, 100 g', 6.90, 2000),
	('TEA-BLACK-100', 'Black tea, 100 g', 5.90, 2000),
	('TEA-MINT-50', 'Peppermint tea, 50 g', 3.40, 2000),
	('COFFEE-HOUSE-250', 'House blend coffee, 250 g', 7.20, 3000),
	('COFFEE-HOUSE-1000', 'House blend coffee, 1 kg', 24.50, 1500),
	('COFFEE-DECAF-250', 'Decaffeinated coffee, 250 g', 7.80, 1500),
	('COCOA-250', 'Cocoa powder, 250 g', 5.60, 1500),
	('CHOC-DARK-70', 'Dark chocolate, 70 %', 2.90, 4000),
	('CHOC-MILK', 'Milk chocolate', 2.40, 4000),
	('CHOC-NUT', 'Hazelnut chocolate', 2.80, 3000),
	('HONEY-LIME-500', 'Lime blossom honey, 500 g', 8.90, 1000),
	('HONEY-WOOD-500', 'Forest honey, 500 g', 9.40, 1000),
	('JAM-PLUM-340', 'Plum jam, 340 g', 4.20, 1500),
	('JAM-CHERRY-340', 'Cherry jam, 340 g', 4.20, 1500),
	('OIL-OLIVE-500', 'Olive oil, 0.5 l', 11.90, 1200),
	('OIL-WALNUT-250', 'Walnut oil, 0.25 l', 9.80, 400),
	('VINEGAR-APPLE-500', 'Apple vinegar, 0.5 l', 3.90, 1200),
	('SALT-SEA-250', 'Sea salt, 250 g', 2.60, 1500),
	('PEPPER-BLACK-60', 'Black pepper, 60 g', 3.70, 1500),
	('SAFFRON-1', 'Saffron, 1 g', 12.50, 60),
	('TRUFFLE-30', 'Black truffle, 30 g', 39.00, 40),
	('MUG-BLUE', 'Blue mug', 12.00, 500),
	('TEAPOT-CAST', 'Cast iron teapot', 64.00, 80),
	('HAMPER-XMAS', 'Christmas hamper', 59.00, 300)
) as products (sku, name, price, received)
where not exists (select 1 from stock_item);
