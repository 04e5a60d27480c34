/** What a newcomer reads before the first call. */
export function Welcome() {
  return (
    <div className="welcome">
      <svg viewBox="0 0 220 120" aria-hidden="true">
        <rect className="w-phone" x="12" y="18" width="48" height="88" rx="11" />
        <rect className="w-screen" x="19" y="27" width="34" height="62" rx="5" />
        <circle className="w-call" cx="36" cy="97" r="4.5" />
        <path className="w-line" d="M68 62c26-44 58 30 84-8" />
        <circle className="w-dot" r="4" />
        <rect className="w-phone" x="160" y="18" width="48" height="88" rx="11" />
        <rect className="w-screen" x="167" y="27" width="34" height="62" rx="5" />
        <circle className="w-face" cx="184" cy="50" r="10" />
        <path className="w-smile" d="M179.500 52.500c2.500 3.500 6.500 3.500 9 0M180.500 47.500v.1M187.500 47.500v.1" />
        <path className="w-ring" d="M152 40c-3 6-3 12 0 18M216 40c3 6 3 12 0 18" />
      </svg>
      <p>
        <strong>Pick a number and press Call.</strong>
      </p>
      <p>
        You are the customer. One of the team’s phones will ring: answer it, press 1 to take the call, and say hello
        from both ends.
      </p>
      <p>Everything that happens is listed here, line by line.</p>
    </div>
  )
}
