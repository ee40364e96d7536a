-- The sources whose last reading failed in a way that their contracts try again. A row goes when a
-- reading works, and when no retry is left.
create table source_retry (
  source text primary key,
  -- The run that failed last. Whoever makes the next attempt finds it here, or another was quicker.
  run bigint not null,
  -- How many readings in a row failed, by failure mode.
  failed jsonb not null,
  since timestamptz not null,
  -- The retry that comes: the how-manieth, of how many, and when.
  mode text not null,
  attempt int not null,
  times int not null,
  at timestamptz not null
);

-- What a run has to do with retries, as it was when it ended.
alter table run add column recovery jsonb;

-- Until now every file that could not be read was put at the desk.
update run set problems = (
  select jsonb_agg(problem || '{"path": "review"}') from jsonb_array_elements(problems) problem
) where problems <> '[]';
