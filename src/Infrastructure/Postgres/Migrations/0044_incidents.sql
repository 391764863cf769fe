-- What a tenant expects of its data, and where that was not so.
set local role analytics_owner;

create table quality_thresholds (
    tenant_id   uuid primary key references tenants,
    thresholds  jsonb not null,
    updated_at  timestamptz not null,
    updated_by  text
);

create table quality_incidents (
    tenant_id     uuid references tenants,
    id            uuid,   -- time-ordered
    rule          text not null check (length(rule) between 1 and 50),
    subject       text not null,            -- which field, '' where the rule says it all
    state         text not null check (state in ('open', 'resolved')),
    day           date,                     -- the local day that last broke it; null for what is looked at as of now
    value         numeric not null,
    threshold     numeric not null,
    opened_at     timestamptz not null,
    last_seen_at  timestamptz not null,
    resolved_at   timestamptz check ((resolved_at is null) = (state = 'open')),
    primary key (tenant_id, id)
);
create unique index one_open_incident on quality_incidents (tenant_id, rule, subject) where state = 'open';

call protect_tenant_table('quality_thresholds');
call protect_tenant_table('quality_incidents');
grant select, insert, update on quality_thresholds, quality_incidents to analytics_app;

reset role;
