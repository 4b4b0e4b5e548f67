/**
 * Text that a callback tells piece by piece, as a generator of all that there is so far; what comes between two steps
 * is one.
 *
 * @param begin starts the telling; resolves when all is told, and the generator fails as it does
 */
export async function* growing(
  begin: (tell: (piece: string) => void) => Promise<unknown>,
): AsyncGenerator<string> {
  let text = ''
  let wake = (): void => undefined
  const next = (): Promise<false> =>
    new Promise((resolve) => {
      wake = () => resolve(false)
    })
  let more = next()
  const done = begin((piece) => {
    text += piece
    wake()
  }).then(() => true)
  while (!(await Promise.race([more, done]))) {
    // Before the text is given away: what is told from now on is the next step.
    more = next()
    yield text
  }
  yield text
}
