import { ChatInterface, type ChatMessage, GPU, Slider, signal } from 'sublet'

/** What the handler was told of the conversation, for the tests to compare with what the page shows. */
function told(history: readonly ChatMessage[]): string {
  return history.map(({ role, content }) => `${role}: ${content}`).join(' | ')
}

/** Until the signal fires, which the generator is then ended by. */
const untilStopped = () => new Promise((resolve) => signal().addEventListener('abort', resolve))

const answer = GPU(
  { duration: (_message: string, _history: readonly ChatMessage[], words: number) => 5 + words },
  async function* (message: string, history: readonly ChatMessage[], words: number) {
    if (message === 'wait') await untilStopped()
    if (message === 'fail at once') throw new RangeError('nothing to say')
    const reply = `You said “${message}”, after [${told(history)}].`.split(' ')
    for (let count = 1; count <= Math.min(words, reply.length); count++) {
      yield reply.slice(0, count).join(' ')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    if (message === 'fail') throw new RangeError('nothing more to say')
    if (message === 'go on') await untilStopped()
    if (message === 'hang') for (;;);
  },
)

export default ChatInterface({
  title: 'chat-echo',
  fn: answer,
  placeholder: 'Say something',
  examples: ['Hello there', 'go on'],
  additionalInputs: [Slider({ label: 'Words', min: 1, max: 200, step: 1, value: 200 })],
})
