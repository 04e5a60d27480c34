/** The keys of a telephone, in the order in which menus offer them. */
export const phoneKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'] as const

export type PhoneKey = (typeof phoneKeys)[number]
