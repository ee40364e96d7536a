-- Every variant table that was ever published, so that a logged choice can be explained later.
create table variant_table (
  version bigint primary key,
  -- Of the content without its version: the same content is not published twice in a row.
  digest text not null,
  published_at timestamptz not null,
  -- Who or what decided: 'workspace' for the weights that its files declare.
  published_by text not null,
  body json not null
);
