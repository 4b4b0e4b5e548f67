import { lazy, Suspense } from 'react'
import { chosen } from './check-choice'
import fields from './fields.module.css'
import type { InputProps } from './input-props'

/** One that is filtered while typing: needed for many choices, several of them, or other ones. */
const Combobox = lazy(async () => ({ default: (await import('./dropdown/combobox')).Combobox }))

/** Up to here all are seen at once in the browser's own list, which is the best one on a phone. */
const FEW = 12

export function DropdownInput(props: InputProps<'dropdown'>) {
  const { multiselect, allowCustom, choices } = props.spec
  if (!multiselect && !allowCustom && choices.length <= FEW) return <Select {...props} />
  return (
    <Suspense>
      <Combobox {...props} />
    </Suspense>
  )
}

function Select({ id, spec, draft, onDraft, aria }: InputProps<'dropdown'>) {
  const [current] = chosen(spec, draft)
  const at = spec.choices.findIndex(([, value]) => value === current)
  return (
    <select
      id={id}
      className={fields.box}
      value={at}
      onChange={(event) => onDraft(spec.choices[Number(event.target.value)]?.[1])}
      {...aria}
    >
      {at === -1 && (
        <option value={-1} disabled hidden>
          {current ?? 'Choose…'}
        </option>
      )}
      {spec.choices.map(([shown, value], index) => (
        <option key={value} value={index}>
          {shown}
        </option>
      ))}
    </select>
  )
}
