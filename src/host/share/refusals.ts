import { SubletError } from '../../protocol/errors'

const AGAIN = 'Copy the whole link again, since chat programs cut long ones; or ask for the demo as a .zip.'

export function damagedLink(why: string, cause?: unknown): SubletError {
  return new SubletError('DemoRefused', `The link is damaged: ${why}.`, { wayOut: AGAIN, cause })
}

export function newerLink(version: number, known: number): SubletError {
  return new SubletError(
    'DemoRefused',
    `The link is of version ${version}, and this page reads version ${known}: it was made by a newer Sublet.`,
    {
      figures: { version, known },
      wayOut: 'Load this page again for its newest version, or ask for the demo as a .zip.',
    },
  )
}

export function longLink(characters: number, most: number): SubletError {
  return new SubletError(
    'DemoRefused',
    `The link has ${count(characters)} characters; at most ${count(most)} are read.`,
    { figures: { characters, mostCharacters: most }, wayOut: 'Ask for the demo as a .zip.' },
  )
}

/** @param bytes as far as was counted */
export function swollenLink(bytes: number, most: number): SubletError {
  return new SubletError(
    'DemoRefused',
    `What the link holds has ${count(bytes)} bytes or more when it is unpacked; at most ${count(most)} are read.`,
    {
      figures: { bytes, mostBytes: most },
      wayOut: 'It may be made to fill the memory. If you trust who sent it, ask for the demo as a .zip.',
    },
  )
}

export function noDemo(why: string): SubletError {
  return new SubletError('DemoRefused', `What the link holds is no demo: ${why}.`, { wayOut: AGAIN })
}

/** With commas, whatever language the browser speaks: the page is in English. */
function count(number: number): string {
  return number.toLocaleString('en-US')
}
