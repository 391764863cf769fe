-- Figures of hours, days, weeks and months, which outlive the raw events that they were computed from.
set local role analytics_owner;

create table snapshot_state (
    tenant_id  uuid primary key references tenants,
    noted      bigint not null default 0,      -- position up to which changes of what was written are noted
    next_code  integer not null default 0,     -- no code is given twice
    first_at   timestamptz,                    -- before it no event ever happened; null without any
    raw_from   timestamptz                     -- raw events before it are dropped; null when none are
);

-- Ids as sent, by the code that sets of actors have for them. An erased one has no id, and goes when the sets are rid of it.
create table snapshot_actors (
    tenant_id  uuid references tenants,
    code       integer check (code >= 0),
    id         text,
    primary key (tenant_id, code),
    unique (tenant_id, id)
);

-- Which series are written together.
create table snapshot_sets (
    tenant_id  uuid references tenants,
    id         integer,
    series     uuid[] not null,
    primary key (tenant_id, id),
    unique (tenant_id, series)
);

-- Which time is covered, also where nothing happened.
create table snapshot_periods (
    tenant_id   uuid references tenants,
    grain       text check (grain in ('hour', 'day', 'week', 'month')),
    starts_at   timestamptz,
    ends_at     timestamptz not null check (ends_at > starts_at),
    set_id      integer not null,
    watermark   bigint not null,
    is_stale    boolean not null,   -- something changed since: to be written again
    written_at  timestamptz not null,
    primary key (tenant_id, grain, starts_at),
    foreign key (tenant_id, set_id) references snapshot_sets
);

create table metric_snapshots (
    tenant_id  uuid references tenants,
    series     uuid,
    grain      text,
    starts_at  timestamptz,
    key_id     uuid,                -- made of the key, which may be long
    key        text[] not null,     -- one value a dimension, null where events have none; empty without a breakdown
    events     bigint not null check (events > 0),
    sum        numeric,
    actors     bytea,               -- ActorBitmap of codes
    primary key (tenant_id, series, grain, starts_at, key_id)
);
create index metric_snapshots_by_time on metric_snapshots (tenant_id, grain, starts_at);

call protect_tenant_table('snapshot_state');
call protect_tenant_table('snapshot_actors');
call protect_tenant_table('snapshot_sets');
call protect_tenant_table('snapshot_periods');
call protect_tenant_table('metric_snapshots');
grant select, insert, update on snapshot_state to analytics_app;
grant select, insert on snapshot_sets to analytics_app;
grant select, insert, update, delete on snapshot_actors, snapshot_periods, metric_snapshots to analytics_app;

reset role;
