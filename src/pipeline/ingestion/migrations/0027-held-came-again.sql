-- When a held record came last, where it came again after its exception was resolved. When it came first stays
-- as it is: the tally of its day counts it.
alter table quarantine add column came_at timestamptz;
