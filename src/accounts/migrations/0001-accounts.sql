-- People who sign in. The first four tables are those that better-auth 1.7 reads and writes, under names
-- of ours; a test asks it whether it would change anything.
create table account_person (
  id text primary key,
  name text not null,
  -- In lower case.
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  role text not null default 'viewer' check (role in ('owner', 'operator', 'editor', 'viewer')),
  -- Raised whenever something is taken away. A screen that was opened before says so by the epoch that it
  -- was opened under, and is reset.
  epoch integer not null default 1,
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table account_session (
  id text primary key,
  person text not null references account_person (id) on delete cascade,
  -- The SHA-256 of what the browser holds.
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_session_person_idx on account_session (person);

-- How a person proves who they are: today a password, as scrypt.
create table account_credential (
  id text primary key,
  person text not null references account_person (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_credential_person_idx on account_credential (person);

-- better-auth insists on it; nothing of ours writes it.
create table account_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_verification_identifier_idx on account_verification (identifier);

-- What signs the cookies. In the database, so that every app process has the same.
create table account_secret (
  one boolean primary key default true check (one),
  secret text not null,
  created_at timestamptz not null default now()
);

-- Links that work once: the first owner's, invites, and new passwords.
create table account_link (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('welcome', 'invite', 'password')),
  digest text not null unique,
  -- Of an invite.
  role text check (role in ('owner', 'operator', 'editor', 'viewer')),
  email text,
  -- Of a new password: whose.
  person text references account_person (id) on delete cascade,
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  voided_at timestamptz,
  check (kind <> 'invite' or (role is not null and email is not null)),
  check (kind <> 'password' or person is not null)
);

-- How often something was tried lately, by who tries and by what is tried.
create table account_attempt (
  bucket text primary key,
  times integer not null,
  until timestamptz not null
);
