-- What shops have beside orders, in one table; the imports that brought it; and what of it is still to be counted.
set local role analytics_owner;

create table entities (
    tenant_id    uuid,
    kind         text,
    external_id  text check (length(external_id) between 1 and 700),
    attributes   jsonb not null,
    steps        jsonb not null default '{}',   -- how often each of its states became an event
    source       text not null,
    updated_at   timestamptz not null,
    dated_at     timestamptz,                   -- the latest time of a change that its source gave; null: none
    version      integer not null default 1 check (version > 0),
    primary key (tenant_id, kind, external_id)
);

-- Row-level security holds for the owner, too: it is lifted for the one statement that moves what there is.
alter table customers no force row level security;
alter table products no force row level security;
insert into entities (tenant_id, kind, external_id, attributes, source, updated_at)
select tenant_id, 'customers', external_id, jsonb_strip_nulls(jsonb_build_object('name', name, 'country', country)),
    'orders', updated_at
from customers
union all
select tenant_id, 'products', external_id, jsonb_strip_nulls(jsonb_build_object('name', name)), 'orders', updated_at
from products;
drop table customers;
drop table products;

-- An order that comes again in another state is counted by the difference.
alter table orders
    add column version integer not null default 1 check (version > 0),
    add column is_cancelled boolean not null default false,
    add column channel text;
alter table order_lines
    add column ordered_at timestamptz,      -- null: not known, the order's
    add column product_name text;

create table imports (
    tenant_id      uuid references tenants,
    id             uuid,
    kind           text not null,
    file_name      text,
    is_dry_run     boolean not null,
    state          text not null check (state in ('running', 'completed', 'failed', 'interrupted')),
    started_at     timestamptz not null,
    ended_at       timestamptz,
    rows_read      bigint not null default 0,
    rows_written   bigint not null default 0,
    rows_refused   bigint not null default 0,
    error_code     text,
    error_message  text,
    error_path     text,
    log_position   bigint,
    primary key (tenant_id, id)
);
create index imports_by_start on imports (tenant_id, started_at desc, id desc);

-- Where rows break a rule, and which: never what they say.
create table import_errors (
    tenant_id  uuid,
    import_id  uuid,
    number     integer,
    line       bigint not null,
    rows       integer not null,
    code       text not null,
    path       text,
    message    text not null,
    primary key (tenant_id, import_id, number),
    foreign key (tenant_id, import_id) references imports on delete cascade
);

-- Written with the states that it counts, gone once the log has it.
create table pending_imports (
    tenant_id   uuid references tenants,
    id          uuid,
    kind        text not null,
    written_at  timestamptz not null default clock_timestamp(),
    append      bytea not null,
    primary key (tenant_id, id)
);

call protect_tenant_table('entities');
call protect_tenant_table('imports');
call protect_tenant_table('import_errors');
call protect_tenant_table('pending_imports');
grant select, insert, update, delete on entities, imports, import_errors, pending_imports to analytics_app;

reset role;
