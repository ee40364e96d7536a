-- What was resolved too soon goes back to the desk, and its history says so.
alter table exception_event drop constraint exception_event_kind_check;
alter table exception_event add constraint exception_event_kind_check
  check (kind in (
    'opened', 'assigned', 'commented', 'replayed', 'escalated', 'resolved', 'reopened'
  ));

-- What is resolved is read by the same filters as what is open, and there is ever more of it.
create index exception_resolved_by_owner on exception (owner, due_at, id) where state = 'resolved';
create index exception_resolved_by_contract on exception (contract, due_at, id)
  where state = 'resolved';

-- The filter bar counts what is open by owner, failure mode and contract without reading the rows.
create index exception_counts on exception (owner, mode, contract, due_at) where state = 'open';
