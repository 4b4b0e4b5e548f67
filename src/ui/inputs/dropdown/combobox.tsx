import { Command } from 'cmdk'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { choiceLabel, chosen } from '../check-choice'
import fields from '../fields.module.css'
import type { InputProps } from '../input-props'
import styles from './combobox.module.css'
import { matches } from './matches'

/** A list of choices that is filtered by typing. With `multiselect` it stays open, and what is chosen stands below. */
export function Combobox({ id, label, spec, draft, onDraft, aria }: InputProps<'dropdown'>) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const values = chosen(spec, draft)
  const { shown, more } = matches(spec.choices, typed)
  const own = typed.trim()
  const offerOwn = spec.allowCustom && own !== '' && !spec.choices.some(([, value]) => value === own)

  const show = (wanted: boolean) => {
    setOpen(wanted)
    setTyped('')
  }
  const without = (value: string) => values.filter((each) => each !== value)
  const choose = (value: string) => {
    if (spec.multiselect) {
      onDraft(values.includes(value) ? without(value) : [...values, value])
      setTyped('')
    } else {
      onDraft(value)
      show(false)
    }
  }
  const [only] = values
  const told = spec.multiselect
    ? values.length > 0 && `${values.length} of ${spec.maxChoices ?? spec.choices.length} chosen`
    : only !== undefined && choiceLabel(spec, only)

  return (
    <div className={styles.combobox}>
      <Popover.Root open={open} onOpenChange={show}>
        <Popover.Trigger asChild>
          <button
            id={id}
            type="button"
            role="combobox"
            aria-expanded={open}
            className={`${fields.box} ${styles.trigger}`}
            {...aria}
          >
            <span className={told ? '' : styles.none}>{told || 'Choose…'}</span>
            <span aria-hidden="true">▾</span>
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className={styles.popup} align="start" sideOffset={4} aria-label={label}>
            <Command shouldFilter={false} label={label} loop>
              <Command.Input
                className={styles.filter}
                value={typed}
                onValueChange={setTyped}
                placeholder={spec.allowCustom ? 'Filter, or enter another' : `Filter ${spec.choices.length}`}
              />
              <Command.List
                className={styles.list}
                label={label}
                aria-multiselectable={spec.multiselect || undefined}
              >
                {shown.length === 0 && !offerOwn && (
                  <p className={styles.empty}>
                    None of the {spec.choices.length} choices has “{own}”
                  </p>
                )}
                {shown.map(([name, value]) => (
                  <Command.Item
                    key={value}
                    className={styles.item}
                    value={`choice ${value}`}
                    aria-checked={values.includes(value)}
                    onSelect={() => choose(value)}
                  >
                    <span className={styles.mark} aria-hidden="true">
                      {values.includes(value) ? '✓' : ''}
                    </span>
                    {name}
                  </Command.Item>
                ))}
                {offerOwn && (
                  <Command.Item className={styles.item} value="own" onSelect={() => choose(own)}>
                    <span className={styles.mark} aria-hidden="true">
                      +
                    </span>
                    Use “{own}”
                  </Command.Item>
                )}
              </Command.List>
              {more > 0 && <p className={styles.empty}>{more} more: type to find them</p>}
            </Command>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {spec.multiselect && values.length > 0 && (
        <ul className={styles.tokens} aria-label={`${label}: chosen`}>
          {values.map((value) => (
            <li key={value}>
              {choiceLabel(spec, value)}
              <button
                type="button"
                aria-label={`Remove ${choiceLabel(spec, value)}`}
                onClick={() => {
                  // The button goes away with its token.
                  document.getElementById(id)?.focus()
                  onDraft(without(value))
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
