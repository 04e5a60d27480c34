import type { Behaviour, Phone } from '../control-plane.ts'
import { behaviourFrom, choiceOf, choices, delays, delayInWords } from './behaviours.ts'

/** What a phone does by itself when it is rung. */
export function BehaviourChoice({
  phone,
  name,
  choose,
}: {
  phone: Phone
  name: string
  choose(behaviour: Behaviour): void
}) {
  const choice = choiceOf(phone.behaviour)
  const { after } = phone.behaviour
  return (
    <div className="behaviour">
      <select
        aria-label={`What ${name}’s phone does when it rings`}
        value={choice}
        onChange={(event) => choose(behaviourFrom(event.target.value))}
      >
        {choices.map(({ id, words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
      {after !== undefined && (
        <select
          aria-label={`After how long, on ${name}’s phone`}
          value={after}
          onChange={(event) => choose({ ...phone.behaviour, after: event.target.value })}
        >
          {[...new Set([...delays, after])].map((delay) => (
            <option key={delay} value={delay}>
              {delayInWords(delay)}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
