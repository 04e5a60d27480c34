/**
 * SQL that numbers the moment at which a statement sees the database: of two statements that read the same rows, on whatever
 * connections, the one with the larger number saw what the other saw, and more. With the same number they saw the same.
 *
 * Whatever is through by then is older than the oldest number that was not given out yet, and is not among those still under way:
 * the first only rises, and while it stands the others only become fewer.
 */
export const AS_OF = `(pg_snapshot_xmax(pg_current_snapshot())::text::float8 * 1000 - least((select count(*) from pg_snapshot_xip(pg_current_snapshot())), 999))`
