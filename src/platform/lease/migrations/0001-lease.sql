-- What only one process may do at a time, and which process that is.
create table lease (
  name text primary key,
  -- Null when it was given back.
  holder text,
  -- Grows with each holder: what an earlier one still writes can be told from it and refused.
  token bigint not null,
  -- The holder renews it each second, so that one that hangs is seen to hang.
  seen timestamptz not null,
  host text not null,
  pid int not null,
  started text not null
);
