import { Migration } from '@mikro-orm/migrations'

/** Tells whoever is signed in whom they could ask for what they may not do: every owner, admin and auditor beside them. */
export class Colleagues extends Migration {
  override name = '20261127000321-colleagues'

  override up(): void {
    this.addSql(colleagues)
    this.addSql('revoke all on function identity.colleagues(text) from public')
  }
}

const colleagues = `
create function identity.colleagues(address text)
returns table (organisation uuid, member uuid, name text, role text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  perform set_config('app.narrow', 'on', true);
  return query
  select m.organisation_id, c.id, c.name, c.role
  from member m
  join member c on c.organisation_id = m.organisation_id and c.id <> m.id
  where m.email = address and m.deactivated_at is null and m.accepted_at is not null
    and c.role in ('owner', 'admin', 'auditor') and c.deactivated_at is null and c.accepted_at is not null
  order by array_position(array['owner', 'admin', 'auditor'], c.role), c.name, c.id;
  perform set_config('app.narrow', 'off', true);
end
$$`
