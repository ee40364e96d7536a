-- One reading of a source, from the first of its files to the last.
create table run (
  id bigint generated always as identity primary key,
  source text not null,
  contract text not null,
  -- The process that reads. Whoever takes over writes its own mark here, and the one before can go on no more.
  holder uuid not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  started_at timestamptz not null,
  finished_at timestamptz,
  -- What the reader counted, and what the door did with it; they must come out equal.
  read bigint not null default 0,
  landed bigint not null default 0,
  duplicate bigint not null default 0,
  filtered bigint not null default 0,
  quarantined bigint not null default 0,
  -- Why files could not be read: [{file, mode, message}].
  problems jsonb not null default '[]'
);

create unique index run_open on run (source) where state = 'running';
create index run_history on run (source, id);

-- How far each file has been read, written in the transaction that lands what was read.
create table file_cursor (
  source text not null,
  path text not null,
  run bigint not null,
  -- What tells whether it is still the same file: its size, its time and the digest of its beginning.
  size bigint not null,
  modified_at double precision not null,
  head text not null,
  byte_offset bigint not null,
  line bigint not null,
  records bigint not null,
  done boolean not null,
  primary key (source, path)
);

-- The columns that a source's files had last, to tell when one is added or removed.
create table source_header (
  source text primary key,
  columns text[] not null,
  seen_at timestamptz not null
);

-- When records of a contract last came in. Correcting a count is no arrival.
alter table tally add column last_at timestamptz;

create function tally_heard() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.read > old.read then new.last_at := now(); end if;
  return new;
end $$;

create trigger tally_heard before insert or update on tally
  for each row execute function tally_heard();
