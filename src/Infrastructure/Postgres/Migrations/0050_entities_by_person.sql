-- Whom a thing is about, as a column: the planner uses no index of an expression below row-level security.
set local role analytics_owner;

alter table entities add column person_id text generated always as (
    case when kind in ('customers', 'users', 'loyalty') then external_id
        else coalesce(attributes ->> 'customer_id', attributes ->> 'referrer_id') end) stored;
create index entities_by_person on entities (tenant_id, kind, person_id, external_id) where person_id is not null;

reset role;
