-- Passkeys: what a person's device proves itself by. Only public keys stand here.
create table account_passkey (
  id bigint generated always as identity primary key,
  person text not null references account_person (id) on delete cascade,
  -- As the device names it, in base64url.
  credential text not null unique,
  public_key bytea not null,
  -- How often the device says that it was used; 0 from devices that do not count.
  counter bigint not null,
  transports text[] not null,
  -- The name of the address that it was made for; it works at no other.
  rp_id text not null,
  name text not null,
  added_at timestamptz not null,
  last_used_at timestamptz
);
create index account_passkey_person_idx on account_passkey (person);

-- Questions that a device has yet to answer, each once. Here, so that every app process knows them.
create table account_challenge (
  digest text primary key,
  purpose text not null check (purpose in ('sign in', 'prove', 'add', 'enter')),
  -- The SHA-256 of what the browser that asked holds.
  browser text not null,
  -- Whose answer it must be; for a link that makes a person, the id that they will have.
  person text,
  session text,
  link bigint,
  expires_at timestamptz not null
);
