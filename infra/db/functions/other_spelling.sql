-- How the carrier may spell the same telephone: mobile phones of some countries have two spellings.
create or replace function other_spelling(e164 text) returns text language sql immutable parallel safe
return case
  when e164 ~ '^\+549[123]\d{9}$' then '+54' || substr(e164, 5)
  when e164 ~ '^\+54[123]\d{9}$' then '+549' || substr(e164, 4)
  when e164 ~ '^\+521[2-9]\d{9}$' then '+52' || substr(e164, 5)
  when e164 ~ '^\+52[2-9]\d{9}$' then '+521' || substr(e164, 4)
  when e164 ~ '^\+55[1-9]{2}9[6-9]\d{7}$' then substr(e164, 1, 5) || substr(e164, 7)
  when e164 ~ '^\+55[1-9]{2}[6-9]\d{7}$' then substr(e164, 1, 5) || '9' || substr(e164, 6)
end;
