-- How often a run was begun or taken up since it last got on: one that brings its process down each time
-- must not be taken up for ever.
alter table run add column attempts integer not null default 1;
