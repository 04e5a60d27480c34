/** The names under which a machine reaches itself, as `URL.hostname` writes them. */
export const THIS_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '[::1]']
