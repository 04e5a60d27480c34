-- Letters that are no other letter with a mark to Unicode, but are to those who search for them. The locale is named because
-- a database may have been made with one that knows no letters beyond ASCII.
create or replace function plain_text(written text) returns text language sql immutable parallel safe
return case
  when octet_length(written) = length(written) then lower(written collate "und-x-icu")
  else normalize(translate(
    replace(replace(replace(replace(
      lower(regexp_replace(normalize(written, NFKD), '[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]', '', 'g') collate "und-x-icu"),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    'øłđðħıς’‘ʼ‐–—−', 'olddhiσ''''''----'), NFC)
end;
