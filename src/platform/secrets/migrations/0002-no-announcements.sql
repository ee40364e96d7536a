-- Keys are looked up at every request, so that nobody waits to hear of a change.
drop trigger access_key_changed on access_key;
drop function access_key_changed();
