-- The processes that run jobs. A row is renewed each second while its process's event loop turns.
create table executor (
  id text primary key,
  seen timestamptz not null
);

-- The failed jobs that somebody was told about, so that each is told once.
create table reported_job (
  id text primary key,
  reported_at timestamptz not null default now()
);
