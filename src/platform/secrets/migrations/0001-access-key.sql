-- Keys that let a program in. The key itself is shown once and never stored: what is kept is its SHA-256.
create table access_key (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('write', 'api')),
  name text not null,
  -- Of a write key: the source that it may write to, or null for the workspace's only one.
  -- Of an api key: 'read' or 'write'.
  scope text check (kind = 'write' or scope in ('read', 'write')),
  digest text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- Every process that holds keys in memory hears of a change when, and only when, it is committed.
create function access_key_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('linchpin_access_key', '');
  return null;
end $$;

create trigger access_key_changed
  after insert or delete or update of kind, scope, digest, revoked_at on access_key
  for each statement execute function access_key_changed();
