-- A file is the one that was read when its content is: neither its time nor its name says so.
alter table file_cursor
  drop column modified_at,
  drop column head,
  -- What the file system said of it. While that is the same, its content need not be looked at.
  add column stamp text not null default '',
  -- The digest of its first `size` bytes. A cursor of before this knows none, and fits no file.
  add column digest text not null default '',
  -- The contract and the settings under which it was read.
  add column read_as text not null default '',
  -- The newest signal when it was last read: what the source's other files land later lies behind it.
  add column landed_to bigint not null default 0,
  -- While a file that was written anew is read: `landed_to` of what it was before.
  add column replaces_to bigint;

-- A pull that reads everything anew does so when it is taken up, too.
alter table run add column again boolean not null default false;
