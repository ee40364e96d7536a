-- What readers are told of a collection, as the workspace last declared it.
create table content_collection (
  name text primary key,
  title text not null,
  url text not null
);

create table content_entry (
  id bigint generated always as identity primary key,
  collection text not null references content_collection (name),
  slug text not null,
  -- The file that it came from, inside the collection's folder.
  path text not null,
  -- Its newest version, and the one that readers get, if any.
  latest int not null,
  published int,
  -- When it was first published, and when a person took it back.
  published_at timestamptz,
  withdrawn_at timestamptz,
  -- Its newest row in content_publication: tells readers' copies that something changed.
  publication bigint,
  -- When its file was found gone; told once.
  file_gone_at timestamptz,
  unique (collection, slug)
);

create index content_published on content_entry (id) where published is not null;

-- Versions never change. Their page is made of the Markdown once, when they are first published.
create table content_version (
  entry bigint not null references content_entry (id),
  version int not null,
  digest text not null,
  author text not null,
  at timestamptz not null,
  fields jsonb not null,
  markdown text not null,
  html text,
  primary key (entry, version)
);

-- Every publication and withdrawal, in the transaction that did it; feedback tells of it from here.
create table content_publication (
  id bigint generated always as identity primary key,
  entry bigint not null references content_entry (id),
  version int not null,
  action text not null check (action in ('published', 'withdrawn')),
  at timestamptz not null,
  by text not null,
  reason text not null default '',
  told_at timestamptz
);

create index content_publication_untold on content_publication (id) where told_at is null;
