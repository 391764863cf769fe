-- Messages out to tenants' endpoints, and messages in from other services.
set local role analytics_owner;

create table webhook_endpoints (
    tenant_id    uuid references tenants,
    id           uuid,
    url          text not null check (length(url) <= 500),
    description  text not null,
    topics       text[] not null,
    secret       bytea not null,   -- signs, so that a hash of it would not do
    is_enabled   boolean not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    primary key (tenant_id, id)
);

create table webhook_deliveries (
    tenant_id        uuid references tenants,
    id               uuid,            -- time-ordered
    endpoint_id      uuid not null,   -- may be gone
    topic            text not null,
    body             text not null,
    state            text not null check (state in ('pending', 'delivered', 'failed')),
    attempts         integer not null default 0,
    created_at       timestamptz not null,
    next_attempt_at  timestamptz check ((next_attempt_at is not null) = (state = 'pending')),
    finished_at      timestamptz check ((finished_at is null) = (state = 'pending')),
    last_status      integer,
    reason           text,
    primary key (tenant_id, id)
);
create index webhook_deliveries_due on webhook_deliveries (next_attempt_at, tenant_id) where state = 'pending';

create table webhook_sources (
    tenant_id   uuid references tenants,
    id          uuid,
    name        text not null,
    signing     jsonb not null,
    secret      bytea not null,
    mapping     jsonb not null,
    is_enabled  boolean not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    primary key (tenant_id, id)
);
create unique index webhook_sources_by_id on webhook_sources (id);

call protect_tenant_table('webhook_endpoints');
call protect_tenant_table('webhook_deliveries');
call protect_tenant_table('webhook_sources');
grant select, insert, update, delete on webhook_endpoints, webhook_deliveries, webhook_sources to analytics_app;

-- The functions below run as the owner: these let them look up.
create policy lookup on webhook_deliveries for select to analytics_owner using (true);
create policy lookup on webhook_sources for select to analytics_owner using (true);

-- Tenants that have something to send.
create function tenants_with_due_webhooks(due_at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$ select distinct tenant_id from public.webhook_deliveries where state = 'pending' and next_attempt_at <= due_at $$;

-- Whose source it is: a sender names nothing but the source.
create function tenant_of_webhook_source(wanted uuid) returns uuid
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$ select tenant_id from public.webhook_sources where id = wanted $$;

revoke execute on function tenants_with_due_webhooks, tenant_of_webhook_source from public;
grant execute on function tenants_with_due_webhooks, tenant_of_webhook_source to analytics_app;

reset role;
