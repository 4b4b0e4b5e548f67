export interface Found {
  /** Cosine of the angle between question and passage: 1 for the same direction, 0 for nothing in common. */
  score: number
  passage: string
}

/**
 * The passages that are nearest to the question, best first.
 * @param vectors of the question and of each passage, of length 1: their dot product is the cosine
 */
export function nearest(
  question: string,
  passages: readonly string[],
  vectors: ReadonlyMap<string, Float32Array>,
  most: number,
): Found[] {
  const wanted = vectorOf(question)
  return passages
    .map((passage) => ({ score: dot(wanted, vectorOf(passage)), passage }))
    .sort((a, b) => b.score - a.score)
    .slice(0, most)

  function vectorOf(text: string): Float32Array {
    const vector = vectors.get(text)
    if (vector === undefined) throw new Error(`there is no vector for "${text}"`)
    return vector
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at], 0)
}
