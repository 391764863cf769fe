-- Where to look for a message whose id is known.
set local role analytics_owner;

-- The tenant's head when the id was taken: the message's position is greater, and near. Null: taken before it was kept.
alter table event_ids add column if not exists after bigint;

-- The message that an entry comes from; null for one that no message caused.
alter table log_entries add column if not exists message_id text;

reset role;
