import { useState } from 'react'
import { page, userEvent } from 'vitest/browser'
import type { ComponentSpec } from '../../host/types'
import { render } from '../render.fixture'
import { checkInput } from './check-input'
import type { Draft } from './checked'
import { Field } from './field'

/** A field between two buttons. */
function Form({
  spec,
  tried,
  first,
  onDraft,
}: {
  spec: ComponentSpec
  tried: boolean
  first: Draft
  onDraft(draft: Draft): void
}) {
  const [draft, setDraft] = useState<Draft>(first)
  return (
    <>
      <button type="button">before</button>
      <Field
        id="field"
        spec={spec}
        draft={draft}
        tried={tried}
        onDraft={(next) => {
          setDraft(next)
          onDraft(next)
        }}
      />
      <button type="button">after</button>
    </>
  )
}

/** `value` is what a run would send, or why there would be none. @param first what the field holds to begin with */
export function mount(spec: ComponentSpec, tried = false, first?: Draft) {
  let latest = first
  render(
    <Form
      spec={spec}
      tried={tried}
      first={first}
      onDraft={(draft) => {
        latest = draft
      }}
    />,
  )
  const value = () => {
    const checked = checkInput(spec, latest)
    return checked.is === 'value' ? checked.value : checked.reason
  }
  return { value, press: (keys: string) => userEvent.keyboard(keys) }
}

export const before = () => page.getByRole('button', { name: 'before' })
export const after = () => page.getByRole('button', { name: 'after' })
/** As the browser does it for Control and V. */
export function paste(target: Element, fill: (data: DataTransfer) => void) {
  const clipboardData = new DataTransfer()
  fill(clipboardData)
  target.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))
}
