-- A record that somebody left out for good is not held again either when its file is read again.
create index quarantine_known on quarantine (contract, digest) where state <> 'replayed';
