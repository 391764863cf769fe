-- What becomes known of actors beside events, in the same log, and what is left of those who were erased.
set local role analytics_owner;

alter table events add column is_bot boolean not null default false;

-- Positions come from log_heads, as those of events do; the two tables have none in common.
create table log_entries (
    tenant_id    uuid not null references tenants,
    position     bigint not null,
    kind         text not null check (kind in ('merge', 'split', 'properties', 'bot', 'erasure')),
    payload      jsonb not null,
    recorded_at  timestamptz not null default now(),
    primary key (tenant_id, position)
);
-- Erasure looks for whom an entry names.
create index log_entries_by_actor on log_entries (tenant_id, (payload ->> 'actor')) where payload ? 'actor';
create index log_entries_by_alias on log_entries (tenant_id, (payload ->> 'alias')) where payload ? 'alias';

-- The merges that hold now, as the entries add up to.
create table actor_links (
    tenant_id  uuid references tenants,
    alias      text,
    actor      text not null,
    primary key (tenant_id, alias)
);
create index actor_links_by_actor on actor_links (tenant_id, actor);

-- The tenant's secret for the hashes of erased ids, as HMAC uses it: xor 0x36 and xor 0x5c (RFC 2104). A tenant that
-- never erased anybody has none.
create table erasure_keys (
    tenant_id  uuid primary key references tenants,
    inner_pad  bytea not null check (length(inner_pad) = 64),
    outer_pad  bytea not null check (length(outer_pad) = 64)
);

create table erased_actors (
    tenant_id  uuid references tenants,
    hash       bytea check (length(hash) = 32),
    erased_at  timestamptz not null default now(),
    primary key (tenant_id, hash)
);

call protect_tenant_table('log_entries');
call protect_tenant_table('actor_links');
call protect_tenant_table('erasure_keys');
call protect_tenant_table('erased_actors');
create policy projector on log_entries for select to analytics_projector using (true);
create policy projector on erasure_keys for select to analytics_projector using (true);

grant select, insert, delete on log_entries, actor_links to analytics_app;
grant select, insert on erasure_keys, erased_actors to analytics_app;
grant select on log_entries, erasure_keys to analytics_projector;

-- HMAC-SHA256 of a text's UTF-8.
create function keyed_hash(inner_pad bytea, outer_pad bytea, value text) returns bytea
    language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
    as $$ select sha256(outer_pad || sha256(inner_pad || convert_to(value, 'UTF8'))) $$;

-- Deletes what the tenant of the transaction collected under ids, after a position; events of others that name one as
-- the device lose that name. The app may delete events in no other way. Answers how many events are gone.
create function erase_events(ids text[], after bigint) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    own   uuid := nullif(current_setting('analytics.tenant', true), '')::uuid;
    gone  bigint;
begin
    delete from public.events
    where tenant_id = own and position > after and coalesce(user_id, anonymous_id) = any (ids);
    get diagnostics gone = row_count;
    update public.events set anonymous_id = null
    where tenant_id = own and position > after and anonymous_id = any (ids);
    return gone;
end
$$;
revoke execute on function erase_events from public;
grant execute on function erase_events to analytics_app;

reset role;
