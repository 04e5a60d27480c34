-- The text that is hashed is that of `hashOf` in infra/db/deeds/chain.ts: PostgreSQL and JavaScript write texts as JSON alike.
create or replace function chain_deed() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  head deed_head;
begin
  insert into deed_head (organisation_id, place, hash) values (new.organisation_id, 0, repeat('0', 64))
    on conflict (organisation_id) do update set place = deed_head.place returning * into head;
  new.place := head.place + 1;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.previous := head.hash;
  new.hash := encode(sha256(convert_to('[' || array_to_string(array[
    to_json(new.previous)::text, to_json(new.organisation_id)::text, new.place::text,
    to_json(to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text,
    to_json(new.kind)::text, to_json(new.actor)::text, to_json(new.actor_name)::text, to_json(new.address)::text,
    to_json(new.about)::text, to_json(new.about_name)::text, to_json(new.before)::text, to_json(new.after)::text
  ], ',', 'null') || ']', 'UTF8')), 'hex');
  update deed_head set place = new.place, hash = new.hash where organisation_id = new.organisation_id;
  return new;
end
$$;

revoke all on function chain_deed() from public;
