/** Who answers the calls of a number, as people switch it. */
export const answerModes = ['ai', 'team'] as const
export type AnswerMode = (typeof answerModes)[number]
