-- The event log.
set local role analytics_owner;

-- Last position of each tenant's log. Writers update it last, so that a tenant's positions are dense and become
-- visible in order. Only "head" changes and it is in no index: room on the page keeps the updates in place.
create table log_heads (
    tenant_id  uuid primary key references tenants,
    head       bigint not null default 0
) with (fillfactor = 50);

-- Ids that the log has, for as long as raw events are kept: whatever the month of the first and of the second copy.
create table event_ids (
    tenant_id  uuid,
    id         uuid,   -- the event's own UUID, else made from its id (EventKey)
    primary key (tenant_id, id)
);

create table events (
    tenant_id     uuid not null,
    position      bigint not null,
    occurred_at   timestamptz not null,
    received_at   timestamptz not null,
    client_time   timestamptz,
    sent_at       timestamptz,
    sequence      bigint,
    event_id      text not null,
    name          text not null,
    user_id       text,
    anonymous_id  text,
    session_id    text,
    properties    jsonb not null,
    context       jsonb,
    primary key (tenant_id, position, occurred_at)   -- the month's column has to be in it
) partition by range (occurred_at);

call protect_tenant_table('log_heads');
call protect_tenant_table('event_ids');
call protect_tenant_table('events');
create policy projector on log_heads for select to analytics_projector using (true);
create policy projector on events for select to analytics_projector using (true);

grant select, insert, update on log_heads to analytics_app;
grant select, insert on event_ids, events to analytics_app;
grant select on log_heads, events to analytics_projector;

-- Makes the partition for the month (UTC) that a day is in; true if it was missing. The table is made on its own and
-- then attached: ATTACH lets writers go on, CREATE TABLE ... PARTITION OF would lock them out. Nobody is granted
-- anything on a partition, and its own policy would stop him anyway.
create function create_event_partition(day date) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    month      date := date_trunc('month', day::timestamp)::date;
    partition  text := 'events_' || to_char(month, 'YYYY_MM');
begin
    if day is null or day < '1970-01-01' or day >= '2100-01-01' then
        raise exception 'events of % cannot be kept: the log reaches from 1970 to 2099', day using errcode = '22008';
    end if;
    if exists (select from pg_class where relnamespace = 'public'::regnamespace and relname = partition) then
        return false;
    end if;
    -- Another may make it while this one waits. Only a query sees that: to_regclass would answer from a stale cache.
    perform pg_advisory_xact_lock(hashtextextended('analytics.create_event_partition', 0));
    if exists (select from pg_class where relnamespace = 'public'::regnamespace and relname = partition) then
        return false;
    end if;
    execute format('create table public.%I (like public.events including all)', partition);
    call public.protect_tenant_table(format('public.%I', partition)::regclass);
    execute format(
        'alter table public.events attach partition public.%I for values from (%L) to (%L)',
        partition, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    return true;
end
$$;
revoke execute on function create_event_partition from public;
grant execute on function create_event_partition to analytics_app;

select create_event_partition((current_date + make_interval(months => ahead))::date) from generate_series(0, 3) ahead;

reset role;
