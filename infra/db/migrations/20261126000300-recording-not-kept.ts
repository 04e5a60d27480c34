import { Migration } from '@mikro-orm/migrations'

/** Why a recording is not in our own files, where that is known. */
export class RecordingNotKept extends Migration {
  override name = '20261126000300-recording-not-kept'

  override up(): void {
    this.addSql(`alter table "recording" add "not_kept" text null`)
  }
}
