-- The same database, but slow: each order that is inserted or updated takes 15 ms more.
create alias if not exists pause for 'java.lang.Thread.sleep(long)';
alter table customer_order add column if not exists slow int default pause(15) on update pause(15);
-- And there is enough of everything, so that orders come to be paid.
update stock_item set received = received + 1000000, on_hand = on_hand + 1000000;
