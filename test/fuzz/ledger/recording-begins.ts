/** The carrier's note in a call's timeline as it begins to record; its next one of the kind says what was recorded. */
export const RECORDING_BEGINS = 'recording begins'
