import { Migration } from '@mikro-orm/migrations'

/**
 * Whether the installation has but one organisation, and which: what Temporal kept before payloads said whose they are may
 * be shown there. It tells nothing where there are several. As the functions of `functions`, it opens its door for itself.
 */
export class OnlyOrganisation extends Migration {
  override name = '20261126000301-only-organisation'

  override up(): void {
    this.addSql(onlyOrganisation)
    this.addSql('revoke all on function only_organisation() from public')
  }
}

const onlyOrganisation = `
create function only_organisation() returns uuid
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  found_ids uuid[];
begin
  perform set_config('app.narrow', 'on', true);
  select array_agg(o.id) into found_ids from (select id from organisation limit 2) o;
  perform set_config('app.narrow', 'off', true);
  return case when cardinality(found_ids) = 1 then found_ids[1] end;
end
$$`
