import type { Prompt } from '../live-call.ts'
import { isolated } from '../story/isolated.ts'

/** What a prompt says, where people read of it. */
export function promptWords(prompt: Prompt): string {
  return 'say' in prompt ? `“${isolated(prompt.say)}”` : 'a sound file'
}
