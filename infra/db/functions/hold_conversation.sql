-- Gives a call its conversation, and its place in that one's timeline, where it has none yet, and holds the conversation's row
-- until the transaction ends. Tells what the conversation is beside this call, as `flows/conversation` folds it; null while the call's
-- arrival is not known. Each statement sees what was committed before it, so that once the row is held, no call that
-- ends at the same time can be overlooked; and items of a conversation get their ids in the order in which they are kept.
-- Tells what the rows hold, too, so that nothing is written that they hold already.
create or replace function hold_conversation(organisation uuid, of_call text) returns jsonb
language plpgsql
set search_path = public, pg_temp
as $$
declare
  own call%rowtype;
  held conversation%rowtype;
  place bigint;
begin
  select * into own from call c where c.organisation_id = organisation and c.call = of_call;
  if not found then return null; end if;

  if own.conversation_id is null then
    insert into conversation (organisation_id, number_id, customer, last_call, last_at, last_words, opened_event)
    values (organisation, own.number_id, coalesce(own.caller_e164, 'call:' || own.call), own.call, own.arrived_at, '', 0)
    on conflict do nothing;
    select v.id into own.conversation_id from conversation v
    where v.organisation_id = organisation and v.number_id = own.number_id and v.customer = coalesce(own.caller_e164, 'call:' || own.call);
  end if;
  -- before anything points at it: two that do would wait for each other
  select * into held from conversation v where v.id = own.conversation_id for no key update;
  select i.id into place from conversation_item i where i.organisation_id = organisation and i.kind = 'call' and i.ref = own.id;
  if place is null then
    update call c set conversation_id = held.id where c.id = own.id;
    insert into conversation_item (organisation_id, conversation_id, kind, ref, at)
    values (organisation, held.id, 'call', own.id, own.arrived_at) returning id into place;
  end if;

  return jsonb_build_object(
    'conversation', held.id, 'item', place, 'at', (extract(epoch from own.arrived_at) * 1000)::float8,
    'done', held.done_event, 'read', held.read_event, 'opened', held.opened_event, 'news', held.news_event,
    'row', jsonb_build_object(
      'call', held.last_call, 'at', (extract(epoch from held.last_at) * 1000)::float8, 'words', held.last_words, 'outcome', held.last_outcome,
      'isMissed', held.missed, 'isLive', held.live, 'opened', held.opened_event, 'news', held.news_event, 'state', held.state, 'isUnread', held.unread),
    'own', jsonb_build_object('words', own.words, 'news', own.news_event),
    'people', (select coalesce(jsonb_agg(p.member), '[]') from conversation_person p where p.conversation_id = held.id),
    'isLive', exists (select from call o where o.conversation_id = held.id and o.ended_at is null and o.id <> own.id),
    'last', (
      select jsonb_build_object('item', i.id, 'call', c.call, 'at', (extract(epoch from i.at) * 1000)::float8, 'words', coalesce(c.words, ''), 'outcome', c.outcome)
      from conversation_item i left join call c on i.kind = 'call' and c.id = i.ref
      where i.conversation_id = held.id and i.id <> place order by i.at desc, i.id desc limit 1));
end
$$;
