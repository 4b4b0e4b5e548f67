import { ChatInterface, type ChatMessage, GPU, signal } from 'sublet'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const answer = GPU(
  { duration: 10 },
  async function* answer(message: string, history: readonly ChatMessage[]) {
    const words = `You said “${message}”. That was message ${history.length / 2 + 1}.`.split(' ')
    for (const count of words.keys()) {
      // Stop was pressed, or the lease is over.
      if (signal().aborted) return
      await pause(60)
      yield words.slice(0, count + 1).join(' ')
    }
  },
)

export default ChatInterface({
  title: 'Chat',
  description: 'It repeats what you say. Put a model in its place.',
  fn: answer,
  placeholder: 'Say something',
  examples: ['Hello there', 'What can you do?'],
})
