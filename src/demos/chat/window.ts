/**
 * Where the part of a conversation begins that a model is told, as an index of a user's message. It stays there while the
 * rest fits into the model's window, so that most messages only add to the prompt and are counted once; then the window
 * moves on, until what is left of the conversation takes half of the room.
 *
 * @param gone how many messages had left the window so far; what cannot be, as in another conversation, counts as none
 * @param room the most that fits, as `lengthOf` counts
 */
export function windowStart<M extends { role: string }>(
  messages: readonly M[],
  gone: number,
  room: number,
  lengthOf: (messages: M[]) => number,
): number {
  const fits = (from: number, most: number) => lengthOf(messages.slice(from)) <= most
  const start = messages[gone]?.role === 'user' ? gone : 0
  if (fits(start, room)) return start
  // The last question is told in any case, alone if it has to be.
  const questions = [...messages.keys()].filter((index) => index > start && messages[index]?.role === 'user')
  return questions.find((from) => fits(from, room / 2)) ?? questions.at(-1) ?? start
}
