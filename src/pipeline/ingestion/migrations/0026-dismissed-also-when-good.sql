-- What somebody left out for good stays out also when its contract would take it by now.
--
-- Whether a contract has anything of that kind is asked once a batch, so that one that has none pays
-- nothing for it.

-- Lands a batch of judged records of one contract and counts them, in one call.
--
-- Writers take turns under one lock that is held until the commit, so positions become visible in
-- their order, and a reader at position n has seen everything up to n. The lock lives and dies in
-- this one statement: a writer that is stopped or cut off cannot hold it.
--
-- Returns how many landed, and the ordinals (from 1) of late records. What was left out for good is a
-- duplicate.
-- A key may stand only once in a 'latest' batch; the caller sends repeats in a further call.
create or replace function land(
  p_contract text, p_keep text, p_source text, p_run bigint, p_received timestamptz,
  p_keys text[], p_payloads text[], p_digests text[], p_changed timestamptz[],
  p_read int, p_duplicate int, p_filtered int, p_quarantined int,
  out landed int, out late int[]
) language plpgsql as $$
declare
  was_first boolean;
  was_latest boolean;
  was_dismissed boolean;
begin
  perform pg_advisory_xact_lock(4400002);
  late := '{}';
  was_dismissed := exists (
    select from quarantine where contract = p_contract and state = 'dismissed');
  if p_keep = 'first' then
    was_latest := exists (
      select from signal where contract = p_contract and keep = 'latest');
    with fresh as (
      insert into signal (contract, key, keep, source, run, received_at, payload)
      select p_contract, r.key, p_keep, p_source, p_run, p_received, r.payload::json
      from unnest(p_keys, p_payloads) with ordinality r (key, payload, n)
      where not (was_latest and exists (
        select from signal s where s.contract = p_contract and s.key = r.key and s.keep = 'latest'))
        and not (was_dismissed and exists (
          select from quarantine q
          where q.contract = p_contract and q.state = 'dismissed'
            and q.digest = sha256(convert_to(r.payload, 'UTF8'))))
      order by r.n
      on conflict (contract, key) where keep = 'first' do nothing
      returning key
    )
    select count(*) into landed from fresh;
  else
    was_first := exists (
      select from signal where contract = p_contract and keep = 'first');
    with judged as (
      select r.*, coalesce(held.position, once.position) as held,
        case
          when was_dismissed and exists (
            select from quarantine q
            where q.contract = p_contract and q.state = 'dismissed'
              and q.digest = sha256(convert_to(r.payload, 'UTF8'))
          ) then 'duplicate'
          when held.changed_at > r.changed then 'late'
          when held.digest = r.digest then 'duplicate'
          else 'land'
        end as outcome
      from unnest(p_keys, p_payloads, p_digests, p_changed)
        with ordinality r (key, payload, digest, changed, n)
      left join lateral (
        select s.position, s.digest, s.changed_at from signal s
        where s.contract = p_contract and s.key = r.key and s.keep = 'latest'
        order by s.position desc limit 1
      ) held on true
      left join lateral (
        select s.position from signal s
        where s.contract = p_contract and s.key = r.key and s.keep = 'first'
        limit 1
      ) once on was_first
    ), fresh as (
      insert into signal
        (contract, key, keep, digest, changed_at, supersedes, source, run, received_at, payload)
      select p_contract, key, p_keep, digest, changed, held, p_source, p_run, p_received, payload::json
      from judged where outcome = 'land' order by n
      returning 1
    )
    select (select count(*) from fresh), coalesce(array_agg(n) filter (where outcome = 'late'), '{}')
    into landed, late from judged;
  end if;

  insert into tally as total (contract, day, read, landed, duplicate, filtered, quarantined)
  values (
    p_contract, (p_received at time zone 'UTC')::date, p_read, land.landed,
    p_duplicate + coalesce(array_length(p_keys, 1), 0) - land.landed - coalesce(array_length(land.late, 1), 0),
    p_filtered + coalesce(array_length(land.late, 1), 0), p_quarantined
  )
  on conflict (contract, day) do update set
    read = total.read + excluded.read,
    landed = total.landed + excluded.landed,
    duplicate = total.duplicate + excluded.duplicate,
    filtered = total.filtered + excluded.filtered,
    quarantined = total.quarantined + excluded.quarantined;
end $$;
