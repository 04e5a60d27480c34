import { Migration } from '@mikro-orm/migrations'

/**
 * Tells on `deed_done` that a deed was recorded, once its transaction is committed: pages that others have open show what
 * it changed. Of the deed itself only its kind is told.
 */
export class DeedNews extends Migration {
  override name = '20261127000320-deed-news'

  override up(): void {
    this.addSql(deedDone)
    this.addSql(`create trigger "deed_done" after insert on "deed" for each row execute function deed_done()`)
  }
}

const deedDone = `
create function deed_done() returns trigger language plpgsql as $$
begin
  perform pg_notify('deed_done', json_build_object('organisation', new.organisation_id, 'kind', new.kind)::text);
  return null;
end
$$`
