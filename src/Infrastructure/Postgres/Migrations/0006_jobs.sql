-- Background jobs. The scheduler makes its own tables in a schema of its own, and its role owns nothing else.
create schema quartz authorization analytics_scheduler;

set local role analytics_owner;

-- How each job last went for each tenant. last_error stays when a later run goes well: "state" says how things are.
create table job_runs (
    tenant_id      uuid references tenants,
    job            text check (length(job) between 1 and 100),
    state          text not null check (state in ('running', 'succeeded', 'failed')),
    started_at     timestamptz not null,
    finished_at    timestamptz,   -- null while it runs
    succeeded_at   timestamptz,   -- end of the last run that went well
    last_error     text,
    last_error_at  timestamptz,
    primary key (tenant_id, job)
);

-- The same for jobs that serve no tenant in particular.
create table maintenance_runs (
    job            text primary key check (length(job) between 1 and 100),
    state          text not null check (state in ('running', 'succeeded', 'failed')),
    started_at     timestamptz not null,
    finished_at    timestamptz,
    succeeded_at   timestamptz,
    last_error     text,
    last_error_at  timestamptz
);

call protect_tenant_table('job_runs');
grant select, insert, update on job_runs, maintenance_runs to analytics_app;

reset role;
