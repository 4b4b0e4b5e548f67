/** The colour names that a card's front matter may use, as on Hugging Face Spaces. */
const COLOURS = ['red', 'yellow', 'green', 'blue', 'indigo', 'purple', 'pink', 'gray'] as const

/** A soft ground of two colours. An unknown name is grey: a card comes from a file that anyone may write. */
export function cardGround(from: string, to: string): string {
  return `linear-gradient(135deg, ${tint(from)}, ${tint(to)})`
}

function tint(name: string): string {
  const known = COLOURS.find((colour) => colour === name.toLowerCase()) ?? 'gray'
  return `var(--tint-${known})`
}
