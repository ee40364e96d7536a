-- One row per kind of trouble (its fingerprint) while it is open; repeats only count.
create table exception (
  id bigint generated always as identity primary key,
  fingerprint text not null,
  mode text not null,
  contract text,
  title text not null,
  detail jsonb not null default '{}',
  route text not null,
  owner text not null,
  state text not null default 'open' check (state in ('open', 'resolved')),
  occurrences bigint not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  due_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by text,
  reason text
);

create unique index exception_open on exception (fingerprint) where state = 'open';
create index exception_desk on exception (state, due_at, id);
