-- The audit log. It is only ever added to: nobody is granted update or delete.
set local role analytics_owner;

create table audit_log (
    id           uuid primary key,                            -- time-ordered
    tenant_id    uuid references tenants,                     -- null: the platform's own, which no tenant reads
    occurred_at  timestamptz not null,
    action       text not null check (length(action) between 1 and 100),
    actor        text,
    target       text,
    detail       jsonb not null
);
create index audit_log_by_tenant on audit_log (tenant_id, id desc);

call protect_tenant_table('audit_log');
-- Written outside of any tenant, where the policy above shows and takes nothing.
create policy platform_entry on audit_log for insert to analytics_app
    with check (tenant_id is null and nullif(current_setting('analytics.tenant', true), '') is null);
grant select, insert on audit_log to analytics_app;

reset role;
