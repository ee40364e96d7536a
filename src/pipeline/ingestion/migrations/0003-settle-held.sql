-- Who took a record out of the quarantine, when and why.
alter table quarantine
  add column settled_at timestamptz,
  add column settled_by text,
  add column settled_reason text;

-- What is held is walked in the order in which it came, by exception or by contract.
create index quarantine_held on quarantine (contract, id) where state = 'held';
create index quarantine_held_under on quarantine (exception, id) where state = 'held';
