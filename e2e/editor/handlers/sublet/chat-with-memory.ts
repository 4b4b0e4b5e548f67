import { ChatInterface, Dropdown, GPU, State } from 'sublet'

interface Memory {
  facts: string[]
  moods: Map<string, number>
}

const think = GPU({ duration: 3 }, async (message: string, facts: readonly string[]) =>
  facts.includes(message) ? 'You said so before.' : `I will remember “${message}”.`,
)

export default ChatInterface({
  title: 'It remembers',
  async fn(message, history, tone, memory) {
    const reply = await think(message, memory.facts)
    const moods = new Map(memory.moods).set(tone, history.length)
    return [reply, { facts: [...memory.facts, message], moods }]
  },
  examples: ['My cat is called Ada.', 'It rains.'],
  additionalInputs: [
    Dropdown({ label: 'Tone', choices: ['kind', 'curt'] }),
    State<Memory>({ facts: [], moods: new Map() }),
  ],
})
