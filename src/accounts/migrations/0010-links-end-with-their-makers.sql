-- The person who made a link, since it works only as long as they may make such links. No foreign key: a
-- link of somebody who was removed must stay one that somebody made.
alter table account_link add column made_by_id text;
create index account_link_made_by_id_idx on account_link (made_by_id);

-- Whose rights are behind the links of before cannot be known; they have to be made anew.
update account_link set voided_at = now()
where kind <> 'welcome' and used_at is null and voided_at is null;
