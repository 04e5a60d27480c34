/** How large a file of contacts may be, in bytes: the page refuses more before it is sent, and the edge whatever is sent all the same. */
export const LARGEST_CONTACTS_FILE = 10_000_000
