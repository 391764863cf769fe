-- What messages say of actors, who does not want to be followed, groups, and names of events that changed.
set local role analytics_owner;

alter table log_entries add column if not exists message_id text;   -- of the message that caused it, if one did
alter table log_entries drop constraint log_entries_kind_check;
alter table log_entries add constraint log_entries_kind_check
    check (kind in ('merge', 'split', 'properties', 'bot', 'erasure', 'rename'));

-- Ids by which a sender named somebody it knows: no message merges one of them into another.
create table identified_actors (
    tenant_id  uuid references tenants,
    id         text,
    primary key (tenant_id, id)
);

-- Keyed hashes, as of those who were erased: it lists nobody, and one hash of an id answers both questions.
create table opted_out_actors (
    tenant_id     uuid references tenants,
    hash          bytea check (length(hash) = 32),
    opted_out_at  timestamptz not null default now(),
    primary key (tenant_id, hash)
);

-- The renames of events that hold now, as the entries add up to.
create table event_renames (
    tenant_id   uuid references tenants,
    name        text,
    renamed_to  text not null,
    primary key (tenant_id, name)
);

-- What is known of companies, communities and other groups: their last traits.
create table groups (
    tenant_id   uuid references tenants,
    id          text check (length(id) between 1 and 200),
    traits      jsonb not null,
    updated_at  timestamptz not null,
    primary key (tenant_id, id)
);

call protect_tenant_table('identified_actors');
call protect_tenant_table('opted_out_actors');
call protect_tenant_table('event_renames');
call protect_tenant_table('groups');
grant select, insert, delete on identified_actors, opted_out_actors to analytics_app;
grant select, insert, update, delete on event_renames, groups to analytics_app;

-- The id and what it is merged into, the last of the chain first.
create function actor_chain(own uuid, wanted text) returns text[]
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    with recursive chain(id, depth) as (
        select wanted, 0
        union all
        select link.actor, depth + 1 from chain join public.actor_links link on link.tenant_id = own and link.alias = chain.id
    )
    select array_agg(id order by depth desc) from chain
$$;

-- Whether an id, or one that was merged into it, names somebody that a sender knows.
create function names_a_person(own uuid, wanted text) returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    with recursive below(id) as (
        select wanted
        union all
        select link.alias from below join public.actor_links link on link.tenant_id = own and link.actor = below.id
    )
    select exists (select from below join public.identified_actors known on known.tenant_id = own and known.id = below.id)
$$;

-- Traits of one group after those of another message: the later one wins, in whatever order they come. When they grow
-- over 64 KiB together, the later message's alone stay.
create function joined_traits(known groups, said groups) returns jsonb
    language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select case when octet_length("both"::text) > 65536 then later else "both" end
    from (select
        case when said.updated_at >= known.updated_at then known.traits || said.traits else said.traits || known.traits end,
        case when said.updated_at >= known.updated_at then said.traits else known.traits end) as joined ("both", later)
$$;

-- Writes what messages say of actors to the log of the transaction's tenant, one after the other: who calls it has
-- locked the head. Answers the new head and the ordinals of those whose alias stays somebody else's.
create function append_statements(
    own uuid, ordinals bigint[], message_ids text[], actors text[], aliases text[], identified boolean[], changes jsonb[],
    groups jsonb[],
    out head bigint, out unmerged bigint[])
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    said     record;
    linked   text;
    is_free  boolean;
    change   jsonb;
begin
    select current.head into strict head from public.log_heads current where current.tenant_id = own;
    unmerged := '{}';
    for said in
        select * from unnest(ordinals, message_ids, actors, aliases, identified, changes, groups)
            as said (ordinal, message_id, actor, alias, is_person, changes, belongs_to)
        order by ordinal
    loop
        if said.is_person then
            insert into public.identified_actors values (own, said.actor) on conflict do nothing;
        end if;
        if said.alias <> said.actor then
            select link.actor into linked from public.actor_links link where link.tenant_id = own and link.alias = said.alias;
            -- Most are new and stand alone; walks are for the others.
            if linked is not null then
                is_free := false;
            elsif exists (
                select from public.actor_links link
                where link.tenant_id = own and (link.actor = said.alias or link.alias = said.actor)) then
                is_free := said.alias <> all (public.actor_chain(own, said.actor))
                    and not public.names_a_person(own, said.alias);
            else
                is_free := not exists (
                    select from public.identified_actors known where known.tenant_id = own and known.id = said.alias);
            end if;
            if is_free then
                insert into public.actor_links (tenant_id, alias, actor) values (own, said.alias, said.actor);
                head := head + 1;
                insert into public.log_entries (tenant_id, position, kind, payload, message_id) values (
                    own, head, 'merge', jsonb_build_object('alias', said.alias, 'actor', said.actor), said.message_id);
            elsif linked is distinct from said.actor
                and (public.actor_chain(own, said.alias))[1] <> (public.actor_chain(own, said.actor))[1] then
                unmerged := unmerged || said.ordinal;
            end if;
        end if;
        for change in select value from jsonb_array_elements(said.changes) loop
            head := head + 1;
            insert into public.log_entries (tenant_id, position, kind, payload, message_id) values (
                own, head, 'properties', jsonb_build_object('actor', said.actor) || change, said.message_id);
        end loop;
        if said.belongs_to is not null then
            insert into public.groups as known (tenant_id, id, traits, updated_at)
            select own, said.belongs_to ->> 'id', said.belongs_to -> 'traits',
                to_timestamp((said.belongs_to ->> 'at')::bigint / 1000.0)
            on conflict (tenant_id, id) do update set
                traits = public.joined_traits(known, excluded),
                updated_at = greatest(known.updated_at, excluded.updated_at);
        end if;
    end loop;
    update public.log_heads current set head = append_statements.head where current.tenant_id = own;
end
$$;

revoke execute on function actor_chain, names_a_person, joined_traits, append_statements from public;
grant execute on function actor_chain, names_a_person, joined_traits, append_statements to analytics_app;

reset role;
