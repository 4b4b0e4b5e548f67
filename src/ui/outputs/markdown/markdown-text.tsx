import { type ComponentProps, type MouseEvent, useId, useRef } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { Heading, HighestLevel, highestLevel } from './heading'
import styles from './markdown.module.css'
import { isFragment, safeLink, safePicture } from './safe-url'

const PLUGINS = [remarkGfm]

const COMPONENTS: Components = {
  h1: (props) => <Heading {...props} level={1} />,
  h2: (props) => <Heading {...props} level={2} />,
  h3: (props) => <Heading {...props} level={3} />,
  h4: (props) => <Heading {...props} level={4} />,
  h5: (props) => <Heading {...props} level={5} />,
  h6: (props) => <Heading {...props} level={6} />,
  a: Link,
  img: Picture,
  // Only of tasks, whose text stands beside it.
  input: ({ checked }) => (
    <input type="checkbox" disabled checked={checked} aria-label={checked ? 'done' : 'open'} />
  ),
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys as well
    <section className={styles.table} aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </section>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys as well
    <pre tabIndex={0}>{children}</pre>
  ),
}

/** Markdown with GitHub's tables, tasks, strikethrough and footnotes. HTML in it is shown as the text that it is. */
export function MarkdownText({ text }: { text: string }) {
  const place = useRef<HTMLDivElement>(null)
  // Footnotes of two outputs on a page must not be each other's.
  const prefix = `${useId()}-`

  // The page's own address is a route: a link to a note scrolls, and leaves it as it is.
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const href = link?.getAttribute('href')
    if (href === null || href === undefined || !isFragment(href)) return
    event.preventDefault()
    const note = place.current?.querySelector<HTMLElement>(`#${CSS.escape(decoded(href.slice(1)))}`)
    note?.scrollIntoView({ block: 'nearest' })
    // Whoever follows by keys goes on from there.
    note?.setAttribute('tabindex', '-1')
    note?.focus({ preventScroll: true })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed
    // biome-ignore lint/a11y/useKeyWithClickEvents: a key on a link is a click
    <div ref={place} className={styles.markdown} onClick={follow}>
      <HighestLevel value={highestLevel(text)}>
        <Markdown
          remarkPlugins={PLUGINS}
          remarkRehypeOptions={{ clobberPrefix: prefix }}
          components={COMPONENTS}
          urlTransform={(address, key) =>
            key === 'src' ? safePicture(address, document.baseURI) : safeLink(address, document.baseURI)
          }
        >
          {text}
        </Markdown>
      </HighestLevel>
    </div>
  )
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    // A lone percent sign: there is no note of that name, and no more to say.
    return fragment
  }
}

function Link({ href, children, node: _, ...rest }: ComponentProps<'a'> & { node?: unknown }) {
  if (href === undefined) return <span className={styles.dead}>{children}</span>
  if (isFragment(href)) {
    return (
      <a {...rest} href={href}>
        {children}
      </a>
    )
  }
  return (
    <a {...rest} href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}

function Picture({ src, alt = '', title }: ComponentProps<'img'>) {
  if (typeof src !== 'string' || src === '') {
    return <span className={styles.dead}>{alt || 'picture'} (pictures of other sites are not loaded)</span>
  }
  return <img src={src} alt={alt} title={title} />
}
