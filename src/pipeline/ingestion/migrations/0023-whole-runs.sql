-- A run of an upload alone has not looked at what else its source has, and puts off no schedule. Of the
-- runs before this it was not written down, and each counts as it did until the next.
alter table run add column whole boolean not null default true;

create index run_whole on run (source, id) where whole;
