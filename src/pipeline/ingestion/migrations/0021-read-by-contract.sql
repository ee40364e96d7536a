-- People page through what one contract landed, or what is held of it, newest first: without these a
-- page reads everything.
create index signal_contract on signal (contract, position);
create index quarantine_not_replayed on quarantine (contract, id) where state <> 'replayed';
