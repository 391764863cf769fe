-- Customers, products and orders: what the tenants' shops say of them last. What counts is in the event log.
set local role analytics_owner;

create table customers (
    tenant_id    uuid,
    external_id  text check (length(external_id) between 1 and 200),
    name         text,
    country      text,
    source       text not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, external_id)
);

create table products (
    tenant_id    uuid,
    external_id  text check (length(external_id) between 1 and 200),
    name         text,
    source       text not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, external_id)
);

create table orders (
    tenant_id    uuid,
    external_id  text check (length(external_id) between 1 and 200),
    kind         text not null check (kind in ('sale', 'refund')),
    placed_at    timestamptz not null,
    customer_id  text,              -- external id; null for a guest
    currency     text not null check (currency ~ '^[A-Z]{3}$'),
    country      text,
    total        numeric not null,  -- unrounded sum of its lines, in its currency; a refund's is positive too
    source       text not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, external_id)
);

create table order_lines (
    tenant_id    uuid,
    order_id     text,
    line_number  integer check (line_number > 0),
    product_id   text not null,     -- external id
    quantity     numeric not null,
    unit_price   numeric not null,
    primary key (tenant_id, order_id, line_number),
    foreign key (tenant_id, order_id) references orders on delete cascade
);

call protect_tenant_table('customers');
call protect_tenant_table('products');
call protect_tenant_table('orders');
call protect_tenant_table('order_lines');
grant select, insert, update, delete on customers, products, orders, order_lines to analytics_app;

reset role;
