-- Events that break a tenant's tracking plan, until the plan or they are mended; and drafts that somebody else changed.
set local role analytics_owner;

-- The key is that of event_ids: an event that came again and was accepted closes its entry by being there.
create table quarantine (
    tenant_id     uuid references tenants,
    key           uuid,
    number        bigint not null generated always as identity,
    message_id    text not null,
    name          text not null,
    user_id       text,
    anonymous_id  text,
    state         text not null default 'open' check (state in ('open', 'replayed', 'discarded')),
    code          text,          -- the breach; null once the event is mended
    path          text,
    message       text,
    plan_version  integer not null,
    key_id        uuid,
    received_at   timestamptz not null,
    kept_at       timestamptz not null default now(),
    event         jsonb,         -- null once the entry is closed
    primary key (tenant_id, key),
    check ((state = 'open') = (event is not null))
);
create unique index quarantine_by_number on quarantine (tenant_id, number);
create index quarantine_by_age on quarantine (tenant_id, kept_at);
-- Erasure looks for whom an event is of.
create index quarantine_by_user on quarantine (tenant_id, user_id) where user_id is not null;
create index quarantine_by_device on quarantine (tenant_id, anonymous_id) where anonymous_id is not null;

-- How many entries are open; whoever changes that number holds the row until he commits.
create table quarantine_sizes (
    tenant_id  uuid primary key references tenants,
    open       bigint not null default 0 check (open >= 0)
);

alter table tracking_plans add column if not exists revision integer not null default 1;
alter table tracking_plans add column if not exists published_by text;

call protect_tenant_table('quarantine');
call protect_tenant_table('quarantine_sizes');
grant select, insert, update, delete on quarantine to analytics_app;
grant select, insert, update on quarantine_sizes to analytics_app;

reset role;
