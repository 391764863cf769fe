-- What tenants decide about the events that they take.
set local role analytics_owner;

create table collection_settings (
    tenant_id   uuid primary key references tenants,
    settings    jsonb not null,
    updated_at  timestamptz not null default now(),
    updated_by  text
);

-- Every version that was published, and at most one draft, which has the number that comes next.
create table tracking_plans (
    tenant_id     uuid references tenants,
    version       integer check (version > 0),
    plan          jsonb not null,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    updated_by    text,
    published_at  timestamptz,   -- null: a draft
    primary key (tenant_id, version)
);
create unique index one_draft_a_tenant on tracking_plans (tenant_id) where published_at is null;

call protect_tenant_table('collection_settings');
call protect_tenant_table('tracking_plans');
grant select, insert, update on collection_settings to analytics_app;
grant select, insert, update, delete on tracking_plans to analytics_app;

reset role;
