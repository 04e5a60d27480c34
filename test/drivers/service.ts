/** Where scenarios have their flows ask a web service. On the stack something listens there; in virtual time nobody looks at it. */
export const SERVICE = 'http://127.0.0.1:28390'
