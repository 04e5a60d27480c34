/** Flows of Twilio Studio as people draw them, one for each way of drawing. */

type Way = readonly [event: string, next?: string, condition?: Condition]
type Condition = readonly [argument: string, type: string, value: string, name?: string]

/** A widget as a definition has it. */
export function widget(name: string, type: string, properties: object, ways: readonly Way[] = []) {
  return {
    name,
    type,
    properties,
    transitions: ways.map(([event, next, condition]) => ({
      event,
      ...(next !== undefined && { next }),
      ...(condition && {
        conditions: [
          {
            friendly_name: condition[3] ?? `If value ${condition[1]} ${condition[2]}`,
            arguments: [`{{${condition[0]}}}`],
            type: condition[1],
            value: condition[2],
          },
        ],
      }),
    })),
  }
}

export function studioFlow(
  description: string,
  begin: readonly Way[],
  states: readonly ReturnType<typeof widget>[],
): { readonly states: readonly ReturnType<typeof widget>[]; readonly [field: string]: unknown } {
  return {
    description,
    flags: { allow_concurrent_calls: true },
    initial_state: 'Trigger',
    states: [widget('Trigger', 'trigger', { offset: { x: 0, y: 0 } }, begin), ...states],
  }
}

/** Keys and words, a sentence before it is asked again, a forward that branches by how it went, a queue, a voicemail. */
const frontDesk = studioFlow(
  'Front desk',
  [['incomingMessage', 'text_back'], ['incomingCall', 'welcome'], ['incomingRequest']],
  [
    widget(
      'welcome',
      'say-play',
      {
        say: 'Welcome to Harbour Bikes.',
        voice: 'Polly.Matthew',
        language: 'en-GB',
        loop: 1,
        offset: { x: 20, y: 200 },
      },
      [['audioComplete', 'main_menu']],
    ),
    widget(
      'main_menu',
      'gather-input-on-call',
      {
        say: 'For sales, press 1 or say sales. For repairs, press 2.',
        voice: 'Polly.Matthew',
        language: 'en-GB',
        number_of_digits: 1,
        timeout: 6,
        speech_timeout: 'auto',
        offset: { x: 20, y: 400 },
      },
      [
        ['keypress', 'by_key'],
        ['speech', 'by_key'],
        ['timeout', 'not_heard'],
      ],
    ),
    widget('not_heard', 'say-play', { say: 'I did not hear you.', language: 'en-GB' }, [
      ['audioComplete', 'main_menu'],
    ]),
    widget('by_key', 'split-based-on', { input: '{{widgets.main_menu.Digits}}' }, [
      ['noMatch', 'main_menu'],
      ['match', 'sales', ['widgets.main_menu.Digits', 'equal_to', '1']],
      ['match', 'sales', ['widgets.main_menu.SpeechResult', 'contains', 'sales']],
      ['match', 'repairs', ['widgets.main_menu.Digits', 'matches_any_of', '2', 'The workshop']],
    ]),
    widget(
      'sales',
      'connect-call-to',
      { noun: 'number', to: '442079460000', timeout: 20, caller_id: '{{contact.channel.address}}' },
      [['callCompleted', 'how_it_went'], ['hangup']],
    ),
    widget('how_it_went', 'split-based-on', { input: '{{widgets.sales.DialCallStatus}}' }, [
      ['noMatch'],
      ['match', 'message', ['widgets.sales.DialCallStatus', 'not_equal_to', 'completed']],
    ]),
    widget('repairs', 'enqueue-call', { queue_name: 'Workshop' }, [
      ['callComplete'],
      ['failedToEnqueue', 'message'],
      ['callFailure'],
    ]),
    widget('message', 'record-voicemail', { max_length: 120, timeout: 5, play_beep: 'true', transcribe: false }, [
      ['recordingComplete'],
      ['noAudio'],
      ['hangup'],
    ]),
    widget('text_back', 'send-message', { body: 'Please call us.' }, [['sent']]),
  ],
)

/** Words alone choose; what is recorded and streamed on the way is passed. */
const spokenChoice = studioFlow(
  'Say who you want',
  [['incomingCall', 'recording']],
  [
    widget('recording', 'record-call', { record_call: true }, [
      ['success', 'who'],
      ['failed', 'who'],
    ]),
    widget(
      'who',
      'gather-input-on-call',
      { say: 'Say sales, or say support.', speech_timeout: 'auto', hints: 'sales, support' },
      [['keypress'], ['speech', 'said'], ['timeout', 'bot']],
    ),
    widget('said', 'split-based-on', { input: '{{widgets.who.SpeechResult}}' }, [
      ['noMatch', 'bot'],
      ['match', 'to_sales', ['widgets.who.SpeechResult', 'contains', 'sales']],
      ['match', 'to_support', ['widgets.who.SpeechResult', 'matches_any_of', 'support, help me']],
    ]),
    widget(
      'to_sales',
      'connect-call-to',
      {
        noun: 'sip',
        sip_endpoint: 'sip:sales@pbx.example.com;transport=tls',
        sip_username: 'u',
        sip_password: 'hunter2',
      },
      [['callCompleted']],
    ),
    widget('to_support', 'connect-call-to', { noun: 'number-multi', to: '+12025550121, +12025550122', timeout: 300 }, [
      ['callCompleted', 'bot'],
    ]),
    widget('bot', 'connect-virtual-agent-v2', { connector_name: 'desk' }, [['return'], ['callFailure']]),
  ],
)

/** A number is asked for and looked up; parts of the answer are said, kept and branched on. */
const orderStatus = studioFlow(
  'Order status',
  [['incomingCall', 'ask_order']],
  [
    widget(
      'ask_order',
      'gather-input-on-call',
      { say: 'Enter your order number, then the pound key.', number_of_digits: 8, finish_on_key: '#', timeout: 10 },
      [['keypress', 'look_up'], ['speech'], ['timeout', 'ask_order']],
    ),
    widget(
      'look_up',
      'make-http-request',
      {
        method: 'POST',
        content_type: 'application/json',
        url: 'https://user:secret@shop.example.com/orders?from={{trigger.call.From}}',
        body: '{"order": {{widgets.ask_order.Digits}}, "city": "{{trigger.call.FromCity}}"}',
      },
      [
        ['success', 'keep'],
        ['failed', 'trouble'],
      ],
    ),
    widget(
      'keep',
      'set-variables',
      {
        variables: [
          { key: '2nd_state', value: '{{widgets.look_up.parsed.order.state | default: "unknown"}}' },
          { key: 'tries', value: '{{flow.variables.tries | plus: 1}}' },
        ],
      },
      [['next', 'which']],
    ),
    widget('which', 'split-based-on', { input: '{{flow.variables.2nd_state}}' }, [
      ['noMatch', 'trouble'],
      ['match', 'tell', ['flow.variables.2nd_state', 'equal_to', 'sent', 'On its way']],
      ['match', 'tell', ['widgets.look_up.parsed.order.parcels[0].id', 'is_not_blank', '']],
      ['match', 'trouble', ['widgets.look_up.parsed.total', 'greater_than', '100']],
    ]),
    widget('tell', 'say-play', { say: 'Order {{widgets.ask_order.Digits}} is {{flow.variables.2nd_state}}.' }, [
      ['audioComplete'],
    ]),
    widget('trouble', 'say-play', { play: 'https://files.example.com/trouble.mp3', loop: 2 }, [['audioComplete']]),
  ],
)

/** A function decides, times and numbers are compared, texts are sent, another flow is run. */
const afterHours = studioFlow(
  'After hours',
  [['incomingCall', 'is_open']],
  [
    widget(
      'is_open',
      'run-function',
      { url: 'https://desk-1234.twil.io/hours', parameters: [{ key: 'from', value: '{{trigger.call.From}}' }] },
      [
        ['success', 'open'],
        ['fail', 'closed_text'],
      ],
    ),
    widget('open', 'split-based-on', { input: '{{widgets.is_open.parsed.open}}' }, [
      ['noMatch', 'closed_text'],
      ['match', 'day_flow', ['widgets.is_open.parsed.open', 'equal_to', 'true']],
      ['match', 'closed_text', ['trigger.call.From', 'starts_with', '+31']],
      ['match', 'day_flow', ['flow.data.now', 'is_before_time', '5:00 PM']],
      ['match', 'closed_text', ['trigger.call.From', 'regex', '^[+]49[0-9]*$']],
      ['match', 'day_flow', ['trigger.call.CallerName', 'does_not_contain', 'spam']],
    ]),
    widget(
      'day_flow',
      'run-subflow',
      { flow_sid: 'FW00000000000000000000000000000000', flow_revision: 'LatestPublished' },
      [['completed'], ['failed', 'closed_text']],
    ),
    widget(
      'closed_text',
      'send-message',
      {
        to: '{{contact.channel.address}}',
        from: '{{flow.channel.address}}',
        body: 'We are closed, {{trigger.call.CallerName | default: "hello"}}.',
        media_url: 'https://files.example.com/map.png',
      },
      [
        ['sent', 'tell_owner'],
        ['failed', 'tell_owner'],
      ],
    ),
    widget('tell_owner', 'send-message', { to: '+12025550199', body: 'Somebody called.' }, [['sent'], ['failed']]),
  ],
)

/** Nothing but messages: what calls come to is empty. */
const messagesOnly = studioFlow(
  'Survey',
  [['incomingMessage', 'ask'], ['incomingCall']],
  [
    widget('ask', 'send-and-wait-for-reply', { body: 'How was it?', timeout: '3600' }, [
      ['incomingMessage', 'ask'],
      ['timeout'],
      ['deliveryFailure'],
    ]),
  ],
)

/** A request that is made again and again until it succeeds, and an outgoing call that begins the flow. */
const retries = studioFlow(
  'Wait until ready',
  [['incomingRequest', 'call_them']],
  [
    widget(
      'call_them',
      'make-outgoing-call-v2',
      { from: '{{flow.channel.address}}', to: '{{contact.channel.address}}' },
      [['answered', 'request'], ['busy'], ['noAnswer'], ['failed']],
    ),
    widget(
      'request',
      'make-http-request',
      {
        method: 'GET',
        url: 'https://api.example.com/ready',
        parameters: [{ key: 'who', value: '{{contact.channel.address}}' }],
      },
      [
        ['success', 'count'],
        ['failed', 'count'],
      ],
    ),
    widget('count', 'set-variables', { variables: [{ key: 'count', value: '{{flow.variables.count | plus: 1}}' }] }, [
      ['next', 'again'],
    ]),
    widget('again', 'split-based-on', { input: '{{flow.variables.count}}' }, [
      ['noMatch', 'request'],
      ['match', 'pay', ['flow.variables.count', 'greater_than', '3']],
    ]),
    widget('pay', 'capture-payments', { payment_amount: '10' }, [
      ['success', 'count'],
      ['maxFailedAttempts', 'hold'],
    ]),
    widget('hold', 'send-to-flex', { workflow: 'WW0', channel: 'TC0' }, [
      ['callComplete'],
      ['failedToEnqueue'],
      ['callFailure'],
    ]),
  ],
)

export const studioFlows = { frontDesk, spokenChoice, orderStatus, afterHours, messagesOnly, retries }
