-- What came in, unchanged, in the order in which it was committed.
create table signal (
  position bigint generated always as identity primary key,
  contract text not null,
  key text not null,
  -- 'first': an event that happened once. 'latest': a record that changes.
  keep text not null,
  -- Of a record that changes: its content, when it changed, and the position that it replaces.
  digest text,
  changed_at timestamptz,
  supersedes bigint,
  source text not null,
  run bigint,
  received_at timestamptz not null,
  payload json not null
);

create unique index signal_first on signal (contract, key) where keep = 'first';
create index signal_latest on signal (contract, key, position) where keep = 'latest';

-- What was refused: whole, with the reason, until somebody has dealt with it.
create table quarantine (
  id bigint generated always as identity primary key,
  contract text not null,
  mode text not null,
  at text not null,
  reason text not null,
  exception bigint not null,
  source text not null,
  run bigint,
  received_at timestamptz not null,
  state text not null default 'held' check (state in ('held', 'replayed', 'dismissed')),
  -- Bytes, because what is broken may not even be text.
  raw bytea not null
);

create index quarantine_exception on quarantine (exception, state, id);
create index quarantine_contract on quarantine (contract, state);

-- What was counted at the door, a row a contract and day, written in the transaction that lands.
create table tally (
  contract text not null,
  day date not null,
  read bigint not null default 0,
  landed bigint not null default 0,
  duplicate bigint not null default 0,
  filtered bigint not null default 0,
  quarantined bigint not null default 0,
  primary key (contract, day)
);
