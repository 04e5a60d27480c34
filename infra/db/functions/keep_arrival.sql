-- Each statement of it sees what was committed before that statement, so after the lock of the call is held nothing of
-- the same call can be overlooked. The setting ends with the transaction, which is this call of the function.
-- Tells all events of a call that it has kept now, those that came before their call's arrival first; null of one that was kept before.
create or replace function keep_arrival(given jsonb, what jsonb, out standing jsonb, out events jsonb, out held jsonb)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  organisation constant uuid := given ->> 'organisation';
  incoming constant text := given #>> '{facts,call}';
  moment constant timestamptz := to_timestamp((given #>> '{facts,arrivedAt}')::float8 / 1000);
  caller constant text := given #>> '{facts,caller,e164}';
  caller_known_as text := given #>> '{facts,caller,name}';
  known_contact uuid;
  turn bigint;
begin
  perform set_config('app.organisation', organisation::text, true);
  perform pg_advisory_xact_lock(hashtextextended(incoming, 0));

  select a.payload into standing from arrival a where a.call = incoming;
  if found then return; end if;

  select c.id, coalesce(caller_known_as, c.name) into known_contact, caller_known_as
  from (select) nobody left join contact c on c.organisation_id = organisation and c.e164 = caller;
  standing := jsonb_set(given, '{facts,caller,name}', coalesce(to_jsonb(caller_known_as), 'null'));
  -- a plan that takes turns over calls comes with a turn by chance, and is kept with the number's own: whichever web kept the
  -- calls before, each call has its own. Nobody else counts until this call is kept.
  if given #> '{facts,turn}' is not null then
    insert into number_turn as t (organisation_id, number_id, calls) values (organisation, (given ->> 'number')::uuid, 1)
    on conflict (number_id) do update set calls = t.calls + 1 returning t.calls - 1 into turn;
    standing := jsonb_set(standing, '{facts,turn}', to_jsonb(turn));
  end if;

  insert into arrival as a (organisation_id, call, number_id, payload, at)
  values (organisation, incoming, (given ->> 'number')::uuid, standing, moment)
  on conflict (call) do nothing;
  if not found then
    standing := null; -- another organisation has a call of this id
    return;
  end if;

  insert into call (organisation_id, call, number_id, flow_id, version, caller_e164, caller_name, contact_id, arrived_at)
  values (organisation, incoming, (given ->> 'number')::uuid, (given ->> 'flow')::uuid, (given ->> 'version')::int, caller, caller_known_as, known_contact, moment)
  on conflict do nothing;
  insert into call_event (organisation_id, call, key, at, what)
  values (organisation, incoming, 'arrived', moment, jsonb_set(what, '{caller}', to_jsonb(coalesce(caller_known_as, what ->> 'caller'))))
  on conflict do nothing;
  events := (
    select jsonb_agg(jsonb_build_object('id', e.id, 'key', e.key, 'at', (extract(epoch from e.at) * 1000)::float8, 'node', e.node, 'what', e.what) order by e.id)
    from call_event e where e.organisation_id = organisation and e.call = incoming);
  held := hold_conversation(organisation, incoming);
end
$$;
