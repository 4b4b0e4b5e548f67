import { lazy, Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import styles from './header.module.css'

const PLACES = [
  { href: '/', title: 'Gallery' },
  { href: '/models', title: 'Models' },
  { href: '/pool', title: 'Pool' },
] as const

const PaletteButton = lazy(async () => ({
  default: (await import('../palette/palette-button')).PaletteButton,
}))

export function Header() {
  const [location] = useLocation()
  return (
    <header className={styles.header}>
      <Link className={styles.brand} href="/" aria-label="Sublet, to the gallery">
        <span className={styles.mark} aria-hidden="true" />
        Sublet
      </Link>
      <nav className={styles.nav} aria-label="Main">
        {PLACES.map(({ href, title }) => (
          <Link key={href} href={href} className={isWithin(location, href) ? styles.on : ''}>
            {title}
          </Link>
        ))}
      </nav>
      <Suspense>
        <PaletteButton />
      </Suspense>
    </header>
  )
}

/** A model's page is one of Models. */
function isWithin(location: string, place: string): boolean {
  return location === place || (place !== '/' && location.startsWith(`${place}/`))
}
