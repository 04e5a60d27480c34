/** How the carrier refuses what is not as it should be, and names the field. */
export const refusal = (code: string, attribute?: string) => ({
  status: 422,
  body: { errors: [{ type: 'validation_error', code, ...(attribute ? { attribute } : {}) }] },
})
