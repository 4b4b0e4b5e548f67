import { MESSAGE_LIMITS } from '../../host/share/limits'
import { formatBytes } from '../format/bytes'
import type { Making } from './use-share'

/** What is in the link, how long it is, and where it goes. */
export function LinkNote({ making }: { making: Making }) {
  if (making.state === 'making') return <p>Making the link…</p>
  if (making.state === 'failed') {
    return (
      <p role="alert">
        {making.error.message} {making.error.wayOut}
      </p>
    )
  }
  const { demo, link } = making
  const files = demo.sources.length + demo.texts.length
  const inside = `Its card and its ${files === 1 ? 'handler' : `${files} files`}, as they run now.`
  if (!link.fits) {
    const [found, most] =
      link.what === 'bytes'
        ? [formatBytes(link.found), formatBytes(link.most)]
        : [`${count(link.found)} characters`, count(link.most)]
    return (
      <p data-fits="false">
        {inside} <b>Too long for a link</b>: <span className="num">{found}</span>, and{' '}
        <span className="num">{most}</span> are the most that browsers and chats carry. Take the .zip.
      </p>
    )
  }
  const { length } = link.url
  const tooShort = MESSAGE_LIMITS.filter(({ characters }) => length > characters)
  return (
    <p data-fits="true">
      {inside} The link has <b className="num">{count(length)}</b> characters
      {tooShort.length > 0 &&
        `, more than a message on ${tooShort
          .map(({ name, characters }) => `${name} (${count(characters)})`)
          .join(' or ')} holds`}
      .
    </p>
  )
}

/** With commas, whatever language the browser speaks: the page is in English. */
function count(number: number): string {
  return number.toLocaleString('en-US')
}
