-- The columns of each file: files of one source may differ in columns that a record need not have.
alter table source_header
  add column path text not null default '',
  -- When the file was written, in milliseconds: one that is older than the newest is history.
  add column modified_at double precision,
  -- The run that saw them; what one run reads together is not held against each other.
  add column run bigint,
  drop constraint source_header_pkey,
  add primary key (source, path);

update source_header set modified_at = extract(epoch from seen_at) * 1000;
alter table source_header alter column modified_at set not null;
