-- An upload is known by its place in the folder of uploads, which may be moved. What a source's own
-- files are known by is mended when it is read: only the app knows where the workspace lies.
-- No function stands for the pattern: a temporary one needs a right that a hardened database gives nobody.

-- Of one that was read at two places, because its workspace was moved before this, the later counts.
delete from file_cursor held using file_cursor newer
where newer.source = held.source
  and substring(newer.path from '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$')
    = substring(held.path from '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$')
  and (newer.run, newer.path) > (held.run, held.path);
update file_cursor set path = 'uploads:' ||
  substring(path from '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$')
where path ~ '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$';

delete from source_header held using source_header newer
where newer.source = held.source
  and substring(newer.path from '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$')
    = substring(held.path from '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$')
  and (newer.modified_at, newer.path) > (held.modified_at, held.path);
update source_header set path = 'uploads:' ||
  substring(path from '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$')
where path ~ '/uploads/([^/]+-[0-9a-f]{8}/kept/[0-9a-f]{16}/[^/]+)$';
