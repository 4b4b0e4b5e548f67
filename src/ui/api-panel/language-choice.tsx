import { useId } from 'react'
import styles from './api-panel.module.css'
import type { Language } from './helpers'

const NAMES = { ts: 'TypeScript', js: 'JavaScript' } as const

interface Props {
  language: Language
  onLanguage(language: Language): void
}

export function LanguageChoice({ language, onLanguage }: Props) {
  const name = useId()
  return (
    <fieldset className={styles.languages}>
      <legend className="unseen">Language</legend>
      {(['ts', 'js'] as const).map((each) => (
        <label key={each} className={each === language ? styles.chosen : ''}>
          <input type="radio" name={name} checked={each === language} onChange={() => onLanguage(each)} />
          {NAMES[each]}
        </label>
      ))}
    </fieldset>
  )
}
