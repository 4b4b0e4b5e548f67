import { ChatInterface, Slider, State, signal, skip } from 'sublet'

/** Says which turn it is, and after what, by its States alone. */
export default ChatInterface({
  title: 'chat-count',
  async *fn(message, _history, turns, step, said) {
    const turn = turns + step
    const reply = `turn ${turn} after [${said.join(' ')}]`
    yield reply
    if (message === 'leave') return
    yield [reply, turn, skip()]
    if (message === 'fail') throw new RangeError('nothing more to count')
    yield [reply, skip(), [...said, message]]
    if (message === 'wait') await new Promise((resolve) => signal().addEventListener('abort', resolve))
  },
  additionalInputs: [
    State(0),
    Slider({ label: 'Step', min: 1, max: 9, step: 1, value: 1 }),
    State<readonly string[]>([]),
  ],
})
