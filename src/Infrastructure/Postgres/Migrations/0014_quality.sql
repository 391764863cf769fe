-- Seals of the log: what a row of a closed day must look like for ever after.
set local role analytics_owner;

-- Four bytes of a row's SHA-256, the first one odd: all zeros stand for a position that has no event. Columns are
-- named, so that one that is added later changes nothing; numbers of seconds, so that no session's settings count.
create function event_seal(event events) returns bytea
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select set_byte(short, 0, get_byte(short, 0) | 1)
    from (select substr(sha256(convert_to(jsonb_build_array(
        event.position, event.event_id, event.name, event.user_id, event.anonymous_id, event.session_id,
        extract(epoch from event.occurred_at), extract(epoch from event.received_at),
        extract(epoch from event.client_time), extract(epoch from event.sent_at),
        event.sequence, event.properties, event.context, event.is_bot)::text, 'UTF8')), 1, 4) as short) as hashed
$$;

create table log_seals (
    tenant_id       uuid references tenants,
    first_position  bigint check (first_position > 0),
    last_position   bigint not null check (last_position >= first_position),
    day             date not null,          -- of the tenant's calendar, on which its last event was received
    rows            integer not null,
    seals           bytea not null,         -- four bytes a position
    sealed_at       timestamptz not null,
    verified_at     timestamptz,
    faults          integer not null default 0,   -- found when it was last verified
    primary key (tenant_id, first_position),
    check (length(seals) = 4 * (last_position - first_position + 1))
);
create index log_seals_by_day on log_seals (tenant_id, day, first_position);
create index log_seals_by_verification on log_seals (tenant_id, verified_at nulls first, first_position);

-- Rows that were rightly taken away (no seal) or changed (their new one) since.
create table log_amendments (
    tenant_id  uuid references tenants,
    position   bigint,
    seal       bytea check (length(seal) = 4),
    primary key (tenant_id, position)
);

call protect_tenant_table('log_seals');
call protect_tenant_table('log_amendments');
grant select, insert, update (verified_at, faults) on log_seals to analytics_app;
grant select on log_amendments to analytics_app;

-- Erasure, expiry and tagging anew may change rows, each by a function of its name; whoever else does leaves no
-- amendment and is found.
create function amend_log() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    stack  text;
begin
    get diagnostics stack = pg_context;
    if stack !~ '\nPL/pgSQL function (public\.)?(erase|expire|retag|rename)_events\(' then
        return null;
    end if;
    if tg_op = 'DELETE' then
        insert into public.log_amendments (tenant_id, position, seal)
        select tenant_id, position, null from before_rows
        on conflict (tenant_id, position) do update set seal = null;
    else
        insert into public.log_amendments (tenant_id, position, seal)
        select tenant_id, position, public.event_seal(after_rows::public.events) from after_rows
        on conflict (tenant_id, position) do update set seal = excluded.seal;
    end if;
    return null;
end
$$;
revoke execute on function amend_log from public;

create trigger amend_deleted after delete on events
    referencing old table as before_rows for each statement execute function amend_log();
create trigger amend_updated after update on events
    referencing new table as after_rows for each statement execute function amend_log();

reset role;
