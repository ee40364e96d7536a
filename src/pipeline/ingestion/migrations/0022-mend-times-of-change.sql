-- When a record changed was read as JavaScript reads dates: 04/03/2026 as 3 April also where the
-- contract says day first, and any year at all. What was misread so lies ahead of its time, and newer
-- records would be left out as late behind it. Such a time is forgotten, and the next record of its
-- key lands. Forgetting one that was right costs nothing but that its next record is taken as newer.
update signal set changed_at = null
where changed_at > received_at + interval '1 day'
  -- A time without a zone was read in the machine's, and is read in UTC now.
  or changed_at is not null and payload::text ~* '\d:\d\d(:\d\d(\.\d+)?)?(\s*[ap]m)?"'
  or changed_at is not null and exists (
    select from
      regexp_matches(
        payload::text, '(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)', 'g') written (parts),
      -- It was a time of the machine's zone, which nobody wrote down.
      (values (-14), (0), (14)) ahead (hours),
      lateral (select (changed_at + make_interval(hours => hours)) at time zone 'UTC' as day) read
    where parts[1]::int <> parts[2]::int
      and extract(month from day) = parts[1]::int
      and extract(day from day) = parts[2]::int
      and extract(year from day) = parts[3]::int
  );
