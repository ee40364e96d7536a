-- Who did what. Rows are only ever added, and each is chained to the one before, so that a change is found.
create table account_audit (
  seq bigint primary key,
  at timestamptz not null,
  -- 'person', 'key', 'command line', 'visitor', 'linchpin'
  kind text not null,
  -- The person's or the key's id.
  actor_id text,
  actor text not null,
  action text not null,
  subject text not null,
  prev text not null,
  hash text not null
);

-- JSON keeps the fields apart, so that no two rows are hashed from the same text.
create function account_audit_hash(prev text, seq bigint, at timestamptz, kind text, actor_id text,
  actor text, action text, subject text) returns text language sql immutable as $$
  select encode(sha256(convert_to(jsonb_build_array(
    prev, seq, (extract(epoch from at) * 1000000)::bigint, kind, actor_id, actor, action, subject
  )::text, 'UTF8')), 'hex')
$$;

create function account_audit_chain() returns trigger language plpgsql as $$
declare
  last record;
begin
  perform pg_advisory_xact_lock(4400013);
  select a.seq, a.hash into last from account_audit a order by a.seq desc limit 1;
  new.seq := coalesce(last.seq, 0) + 1;
  new.at := clock_timestamp();
  new.prev := coalesce(last.hash, '');
  new.hash := account_audit_hash(new.prev, new.seq, new.at, new.kind, new.actor_id, new.actor,
    new.action, new.subject);
  return new;
end $$;

create trigger account_audit_chain before insert on account_audit
  for each row execute function account_audit_chain();

create function account_audit_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is only ever added to';
end $$;

create trigger account_audit_stays before update or delete or truncate on account_audit
  for each statement execute function account_audit_stays();
