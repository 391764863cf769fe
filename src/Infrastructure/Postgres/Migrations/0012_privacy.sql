-- Secrets that turn ids and visitors into hashes, versions of settings, and what was tagged anew.
set local role analytics_owner;

alter table collection_settings add column if not exists version integer not null default 1;

-- For ids that are kept as hashes. Without it nobody can tell which hash an id has.
create table id_secrets (
    tenant_id   uuid primary key references tenants,
    secret      bytea not null check (length(secret) = 32),
    created_at  timestamptz not null default now()
);

-- For visitors without an id. A day's goes with the day, in the tenant's time zone.
create table visitor_salts (
    tenant_id  uuid references tenants,
    day        date,
    salt       bytea not null check (length(salt) = 32),
    primary key (tenant_id, day)
);

-- Which list of robots a tenant's past events were last looked at with, and how far.
create table bot_retags (
    tenant_id     uuid primary key references tenants,
    requested_at  timestamptz,           -- since when somebody waits for it
    list_hash     text,                  -- of the list that is or was gone by
    last_actor    text,                  -- how far it came; null when it has not begun or is done
    agents        text[] not null default '{}',   -- those on which list and events differ, of this run and the one before
    tagged        bigint not null default 0,
    started_at    timestamptz,
    finished_at   timestamptz
);

call protect_tenant_table('id_secrets');
call protect_tenant_table('visitor_salts');
call protect_tenant_table('bot_retags');
grant select, insert on id_secrets to analytics_app;
grant select, insert, delete on visitor_salts to analytics_app;
grant select, insert, update on bot_retags to analytics_app;

reset role;
