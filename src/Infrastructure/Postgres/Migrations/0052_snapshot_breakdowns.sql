-- By what a tenant has its kept figures broken down, too.
set local role analytics_owner;

create table snapshot_breakdowns (
    tenant_id   uuid primary key references tenants,
    breakdowns  jsonb not null,
    updated_at  timestamptz not null,
    updated_by  text
);

call protect_tenant_table('snapshot_breakdowns');
grant select, insert, update on snapshot_breakdowns to analytics_app;

-- What was to be kept of a period: more than is, where a series had too many groups.
alter table snapshot_periods add column asked_id integer;
alter table snapshot_periods no force row level security;
update snapshot_periods set asked_id = set_id;
alter table snapshot_periods force row level security;
alter table snapshot_periods alter column asked_id set not null;
alter table snapshot_periods add foreign key (tenant_id, asked_id) references snapshot_sets;

reset role;
