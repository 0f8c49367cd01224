-- Run by the PostgreSQL image when its volume is new.
CREATE DATABASE souk_users;
CREATE DATABASE souk_products;
CREATE DATABASE souk_orders;
CREATE DATABASE souk_payments;
CREATE DATABASE souk_notifications;
CREATE DATABASE souk_analytics;