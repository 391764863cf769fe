-- What mutations answered, by the keys under which they were sent.
set local role analytics_owner;

create table idempotency_keys (
    tenant_id     uuid references tenants,
    name          bytea check (length(name) = 32),   -- SHA-256 of caller, key and field: none of them is stored
    request_hash  text not null,
    holder        uuid not null,                     -- the execution that has the key
    claimed_at    timestamptz not null,
    answer        bytea,                             -- UTF-8 JSON; null while the mutation runs
    primary key (tenant_id, name)
);
create index idempotency_keys_by_age on idempotency_keys (tenant_id, claimed_at);

call protect_tenant_table('idempotency_keys');
grant select, insert, update, delete on idempotency_keys to analytics_app;

reset role;
