-- Where a key may be used from and how fast; and what became of what was sent.
set local role analytics_owner;

alter table api_keys
    add column allowed_origins text[] not null default '{}',
    add column events_per_second integer check (events_per_second > 0);

-- How many messages had which verdict. Names are kept of what was refused only: those of accepted events are in the log.
create table collection_counts (
    tenant_id  uuid references tenants,
    hour       timestamptz,
    key_id     uuid,                      -- all zeros for a caller with a token
    verdict    text check (verdict in ('ACCEPTED', 'DUPLICATE', 'QUARANTINED', 'REJECTED')),
    code       text,                      -- '' for none
    name       text,                      -- '' for none
    events     bigint not null check (events > 0),
    primary key (tenant_id, hour, key_id, verdict, code, name)
);

-- What was not accepted, one row a message, without its content.
create table ingest_log (
    tenant_id    uuid not null references tenants,
    id           bigint generated always as identity,
    received_at  timestamptz not null,
    message_id   text,
    name         text,
    verdict      text not null check (verdict in ('ACCEPTED', 'DUPLICATE', 'QUARANTINED', 'REJECTED')),
    code         text,
    path         text,
    message      text,
    key_id       uuid,
    primary key (tenant_id, id)
);
create index ingest_log_by_message on ingest_log (tenant_id, message_id, id desc);
create index ingest_log_by_time on ingest_log (tenant_id, received_at);

call protect_tenant_table('collection_counts');
call protect_tenant_table('ingest_log');
grant select, insert, update on collection_counts to analytics_app;
grant select, insert, delete on ingest_log to analytics_app;

reset role;
