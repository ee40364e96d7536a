-- A record that is held is not held again when its file is read again.
alter table quarantine add column digest bytea generated always as (sha256(raw)) stored;
create unique index quarantine_once on quarantine (contract, digest) where state = 'held';
