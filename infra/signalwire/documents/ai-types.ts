/**
 * The verb `ai`, as far as documents of ours say it. Written by hand: the schema's own types of it are ten times as long as all
 * others together. That it fits the carrier's schemas is proved by `test/conformance`.
 */
export interface AiMethod {
  ai: {
    prompt: { text: string; temperature: number }
    post_prompt: { text: string }
    post_prompt_url: string
    languages: AiLanguage[]
    params: {
      app_name: string
      static_greeting: string
      /** As in `5m30s`. */
      hard_stop_time: string
      hard_stop_prompt: string
      /** Milliseconds. */
      inactivity_timeout: number
      redact_prompt: string
      conscience: string
      swaig_post_conversation: boolean
      /** Milliseconds; 0: never. */
      attention_timeout: number
    }
    SWAIG: { defaults: { web_hook_url: string }; functions: AiTool[] }
  }
}

/** A language and the voice that speaks it. */
export interface AiLanguage {
  name: string
  code: string
  voice: string
}

/** A tool, with what it takes as a JSON schema. */
export interface AiTool {
  function: string
  description: string
  parameters: { type: 'object'; properties: Record<string, AiParameter>; required: string[] }
}

export interface AiParameter {
  type: 'string'
  description: string
  enum?: string[]
}
