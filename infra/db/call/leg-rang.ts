/**
 * In SQL, whether the phone of the leg `l` rang, or may still: it did not where the carrier found it busy or could not reach
 * it, nor where its dial was called off before it was placed.
 */
export const RANG = `(l.why is null or l.why not in ('busy', 'failed', 'cancelled') or (l.why = 'cancelled' and l.carrier is not null))`
