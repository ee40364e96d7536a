-- A file under a new name is looked for by its content.
create index file_cursor_content on file_cursor (source, digest);
