-- What happened to an exception, in order. A repeat only counts, so it leaves no event.
create table exception_event (
  id bigint generated always as identity primary key,
  exception bigint not null references exception (id),
  kind text not null
    check (kind in ('opened', 'assigned', 'commented', 'replayed', 'escalated', 'resolved')),
  at timestamptz not null,
  -- Who did it; empty where Linchpin did it by itself.
  by text not null default '',
  note text not null default ''
);

create index exception_history on exception_event (exception, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of an exception is only ever added to';
end $$;

create trigger exception_event_is_append_only before update or delete on exception_event
  for each row execute function refuse_change();

-- When it was found overdue; told once.
alter table exception add column escalated_at timestamptz;

-- The desk is read by owner, contract or failure mode, in the order of the due times.
create index exception_by_owner on exception (owner, due_at, id) where state = 'open';
create index exception_by_contract on exception (contract, due_at, id) where state = 'open';
create index exception_by_mode on exception (mode, due_at, id) where state = 'open';
create index exception_to_escalate on exception (due_at, id)
  where state = 'open' and escalated_at is null;
