import { Link } from 'wouter'
import styles from './header.module.css'

const PLACES = [
  { href: '/', title: 'Gallery' },
  { href: '/pool', title: 'Pool' },
] as const

export function Header() {
  return (
    <header className={styles.header}>
      <Link className={styles.brand} href="/" aria-label="Sublet, to the gallery">
        <span className={styles.mark} aria-hidden="true" />
        Sublet
      </Link>
      <nav className={styles.nav} aria-label="Main">
        {PLACES.map(({ href, title }) => (
          <Link key={href} href={href} className={(active) => (active ? styles.on : '')}>
            {title}
          </Link>
        ))}
      </nav>
    </header>
  )
}
