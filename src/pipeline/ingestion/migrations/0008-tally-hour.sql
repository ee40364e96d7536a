-- What was counted at the door, by the hour: enough to tell of the last 24 hours without touching a
-- signal. Kept by the database itself, so that no way of counting can forget it.
create table tally_hour (
  contract text not null,
  hour timestamptz not null,
  read bigint not null,
  landed bigint not null,
  duplicate bigint not null,
  filtered bigint not null,
  quarantined bigint not null,
  primary key (contract, hour)
);

create function tally_by_hour() returns trigger language plpgsql as $$
declare
  -- What is counted for an earlier day, as a replay does, stands at the end of that day.
  this_hour timestamptz := least(
    date_trunc('hour', now()), (new.day::timestamp + interval '23 hours') at time zone 'UTC');
begin
  insert into tally_hour as held (contract, hour, read, landed, duplicate, filtered, quarantined)
  values (
    new.contract, this_hour,
    new.read - coalesce(old.read, 0), new.landed - coalesce(old.landed, 0),
    new.duplicate - coalesce(old.duplicate, 0), new.filtered - coalesce(old.filtered, 0),
    new.quarantined - coalesce(old.quarantined, 0)
  )
  on conflict (contract, hour) do update set
    read = held.read + excluded.read,
    landed = held.landed + excluded.landed,
    duplicate = held.duplicate + excluded.duplicate,
    filtered = held.filtered + excluded.filtered,
    quarantined = held.quarantined + excluded.quarantined;
  -- Once a day, when a contract's row of the day is opened, what nobody asks for any more goes.
  if tg_op = 'INSERT' then
    delete from tally_hour where contract = new.contract and hour < now() - interval '8 days';
  end if;
  return null;
end $$;

create trigger tally_by_hour after insert or update on tally
  for each row execute function tally_by_hour();

-- What came today and yesterday before this table was there stands at the hour at which it last came.
insert into tally_hour
select contract, date_trunc('hour', last_at), read, landed, duplicate, filtered, quarantined
from tally where last_at > now() - interval '2 days';
