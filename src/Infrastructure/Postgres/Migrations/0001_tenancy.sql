-- Roles, tenants, API keys.
--
-- Roles belong to the cluster and other databases may be migrating at this moment: each step is repeated until it
-- holds. The login needs no superuser rights, CREATEROLE suffices.
do $$
declare
    wanted text;
begin
    foreach wanted in array array[
        'analytics_owner', 'analytics_app', 'analytics_platform', 'analytics_projector', 'analytics_scheduler']
    loop
        for attempt in 1..20 loop
            begin
                if not exists (select from pg_roles where rolname = wanted) then
                    execute format('create role %I nologin', wanted);
                end if;
                if wanted <> current_user then
                    execute format('grant %I to current_user', wanted);
                end if;
                exit;
            exception
                when duplicate_object or unique_violation or internal_error then   -- another database was faster
                    if attempt = 20 then
                        raise;
                    end if;
                    perform pg_sleep(0.05);
                when insufficient_privilege then   -- roles that an administrator made and granted will do
                    if not exists (select from pg_roles where rolname = wanted and pg_has_role(oid, 'member')) then
                        raise;
                    end if;
                    exit;
            end;
        end loop;
        if exists (select from pg_roles where rolname = wanted and (rolsuper or rolbypassrls)) then
            raise exception 'role % may pass row-level security: take SUPERUSER and BYPASSRLS from it', wanted;
        end if;
    end loop;
    execute format('grant temporary on database %I to analytics_app', current_database());
end
$$;

grant usage, create on schema public to analytics_owner;
grant usage on schema public to analytics_app, analytics_platform, analytics_projector;

-- From here to "reset role" everything belongs to the owner.
set local role analytics_owner;

create table tenants (
    id                    uuid primary key,
    identifier            text not null unique check (identifier ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    name                  text not null check (length(name) between 1 and 200),
    time_zone             text not null,
    currency              text not null check (currency ~ '^[A-Z]{3}$'),
    week_start            smallint not null check (week_start between 0 and 6),   -- 0 is Sunday
    raw_retention_months  integer check (raw_retention_months > 0),               -- null: for ever
    session_gap_ms        bigint not null check (session_gap_ms > 0),
    created_at            timestamptz not null default now()
);

create table api_keys (
    id            uuid primary key,
    tenant_id     uuid not null references tenants,
    name          text not null,
    hash          bytea not null unique check (length(hash) = 32),   -- SHA-256 of the key
    prefix        text not null,
    kind          text not null check (kind in ('secret', 'public_write')),
    scopes        text[] not null check (scopes <@ array['collect', 'query', 'manage'] and scopes <> '{}'),
    role          text check (role in ('viewer', 'analyst', 'admin')),
    created_at    timestamptz not null,
    expires_at    timestamptz,
    revoked_at    timestamptz,
    last_used_at  timestamptz,
    check (case kind when 'public_write' then scopes = array['collect'] and role is null else role is not null end)
);
create index api_keys_by_tenant on api_keys (tenant_id, created_at desc, id);

-- What every tenant-owned table and partition has. After a local set_config and after the pool's reset the setting
-- is '' and not null.
create procedure protect_tenant_table(relation regclass, tenant_column name default 'tenant_id')
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format(
        $policy$create policy tenant on %s
            using (%2$I = nullif(current_setting('analytics.tenant', true), '')::uuid)
            with check (%2$I = nullif(current_setting('analytics.tenant', true), '')::uuid)$policy$,
        relation, tenant_column);
end
$$;
revoke execute on procedure protect_tenant_table from public;

call protect_tenant_table('tenants', 'id');
call protect_tenant_table('api_keys');
grant select, insert, update on tenants, api_keys to analytics_app;

-- The functions below run as the owner, whom FORCE makes subject to the policies too: these let them look up.
create policy lookup on tenants for select to analytics_owner using (true);
create policy lookup on api_keys for select to analytics_owner using (true);
create policy note_use on api_keys for update to analytics_owner using (true) with check (true);

create function tenant_by_id(wanted uuid) returns setof tenants
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$ select * from public.tenants where id = wanted $$;

create function tenant_by_identifier(wanted text) returns setof tenants
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$ select * from public.tenants where identifier = wanted $$;

create function all_tenants() returns setof tenants
    language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$ select * from public.tenants order by identifier $$;

-- Finds a live key and notes its use, at most once a minute and never waiting for another's note.
create function use_api_key(presented bytea, used_at timestamptz) returns setof api_keys
    language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    update public.api_keys set last_used_at = used_at
    where id = (
        select id from public.api_keys
        where hash = presented and revoked_at is null and (expires_at is null or expires_at > used_at)
            and (last_used_at is null or last_used_at <= used_at - interval '1 minute')
        for no key update skip locked);
    select * from public.api_keys
    where hash = presented and revoked_at is null and (expires_at is null or expires_at > used_at);
$$;

revoke execute on function tenant_by_id, tenant_by_identifier, all_tenants, use_api_key from public;
grant execute on function tenant_by_id, tenant_by_identifier, all_tenants, use_api_key to analytics_app;

reset role;
