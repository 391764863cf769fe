-- The history of jobs, and which local times of the tenants were served.
set local role analytics_owner;

create table job_history (
    tenant_id    uuid references tenants,
    id           uuid,   -- time-ordered
    job          text not null check (length(job) between 1 and 100),
    state        text not null check (state in ('running', 'succeeded', 'failed')),
    started_at   timestamptz not null,
    seen_at      timestamptz not null,   -- when a running one was last known to be at work
    finished_at  timestamptz,
    rows         bigint,
    total        bigint,
    error        text,
    primary key (tenant_id, id)
);
create index job_history_by_job on job_history (tenant_id, job, id desc);
create index job_history_running on job_history (tenant_id, job) where state = 'running';

create table tenant_schedules (
    tenant_id      uuid references tenants,
    job            text check (length(job) between 1 and 100),
    done_due       timestamptz not null,   -- the last due time that was served
    claimed_until  timestamptz,            -- a node is at work until then, or was killed
    primary key (tenant_id, job)
);

call protect_tenant_table('job_history');
call protect_tenant_table('tenant_schedules');
grant select, insert, update, delete on job_history to analytics_app;
grant select, insert, update on tenant_schedules to analytics_app;

reset role;
