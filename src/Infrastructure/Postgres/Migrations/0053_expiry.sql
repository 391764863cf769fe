-- Raw events go only when what outlives them is written.
set local role analytics_owner;

-- Deletes what the tenant of the transaction collected of the time before an instant, at which one of its days begins;
-- answers how many events are gone. From then on that time is answered from snapshots. It refuses (55000) as long as one
-- of these events lies in an hour or a day that is not written or changed since; those before "kept_since" need not be,
-- since snapshots of them are not kept any more. The app may delete events in no other way but by an erasure.
create function expire_events(before timestamptz, kept_since timestamptz) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    own       uuid := nullif(current_setting('analytics.tenant', true), '')::uuid;
    known_to  bigint;
    hours     tstzmultirange;
    days      tstzmultirange;
    full_hour timestamptz := date_bin('1 hour', before, 'epoch'::timestamptz);
    gone      bigint;
begin
    -- Who writes snapshots waits until the transaction ends, or is waited for.
    select noted into known_to from public.snapshot_state where tenant_id = own for update;
    select range_agg(tstzrange(starts_at, ends_at)) filter (where grain = 'hour'),
        range_agg(tstzrange(starts_at, ends_at)) filter (where grain = 'day' and ends_at <= before)
    into hours, days
    from public.snapshot_periods where tenant_id = own and not is_stale and starts_at < before;
    if exists (
        select from public.events event
        where event.tenant_id = own and event.occurred_at < before and event.occurred_at >= kept_since and (
            event.position > coalesce(known_to, 0)
            or not coalesce(event.occurred_at <@ hours, false)
            or not coalesce(event.occurred_at <@ days, false))) then
        raise exception 'events before % are not all in snapshots yet', before using errcode = '55000';
    end if;
    update public.snapshot_state set raw_from = greatest(raw_from, before) where tenant_id = own;
    -- What reaches over keeps no part that could not be written again.
    update public.snapshot_periods set ends_at = full_hour
    where tenant_id = own and grain = 'hour' and starts_at < full_hour and ends_at > full_hour;
    delete from public.snapshot_periods where tenant_id = own and starts_at < before and ends_at > before;
    -- Not what was committed since it was looked for.
    delete from public.events
    where tenant_id = own and occurred_at < before and (occurred_at < kept_since or position <= known_to);
    get diagnostics gone = row_count;
    return gone;
end
$$;
revoke execute on function expire_events from public;
grant execute on function expire_events to analytics_app;

reset role;
