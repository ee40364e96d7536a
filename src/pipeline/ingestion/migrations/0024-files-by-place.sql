-- An upload is known by its place in the folder of uploads, which may be moved. What a source's own
-- files are known by is mended when it is read: only the app knows where the workspace lies.
create or replace function pg_temp.upload_at(path text) returns text language sql as $$
  select 'uploads:' || substring(
    path from '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$')
$$;

-- Of one that was read at two places, because its workspace was moved before this, the later counts.
delete from file_cursor held using file_cursor newer
where newer.source = held.source
  and pg_temp.upload_at(newer.path) = pg_temp.upload_at(held.path)
  and (newer.run, newer.path) > (held.run, held.path);
update file_cursor set path = pg_temp.upload_at(path) where pg_temp.upload_at(path) is not null;

delete from source_header held using source_header newer
where newer.source = held.source
  and pg_temp.upload_at(newer.path) = pg_temp.upload_at(held.path)
  and (newer.modified_at, newer.path) > (held.modified_at, held.path);
update source_header set path = pg_temp.upload_at(path) where pg_temp.upload_at(path) is not null;

drop function pg_temp.upload_at(text);
