-- The runs of a contract are walked from the latest on; most runs of a source that is looked at by the
-- clock find nothing new, and a list leaves those out.
create index run_by_contract on run (contract, id);
create index run_eventful on run (contract, id) where read > 0 or state <> 'done';
