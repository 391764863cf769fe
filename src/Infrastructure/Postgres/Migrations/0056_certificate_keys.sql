-- Secrets that certificates of results are signed with, one a quarter; older ones stay, to check what they signed.
set local role analytics_owner;

create table certificate_keys (
    tenant_id   uuid references tenants,
    key_id      text,
    secret      bytea not null check (length(secret) = 32),
    created_at  timestamptz not null default now(),
    primary key (tenant_id, key_id)
);

call protect_tenant_table('certificate_keys');
grant select, insert on certificate_keys to analytics_app;

reset role;
