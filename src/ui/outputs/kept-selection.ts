/** What is selected inside of an element, as offsets into its text. */
export interface KeptSelection {
  anchor: number
  focus: number
  /** The text of the element up to the end of the selection: only where it is still the same, the selection is. */
  before: string
}

/** Undefined where nothing is selected, or not all of it inside of `place`. */
export function readSelection(place: Node): KeptSelection | undefined {
  const selection = place.ownerDocument?.getSelection()
  if (selection === null || selection === undefined || selection.isCollapsed) return undefined
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
  if (anchorNode === null || focusNode === null) return undefined
  if (!place.contains(anchorNode) || !place.contains(focusNode)) return undefined
  const anchor = offsetOf(place, anchorNode, anchorOffset)
  const focus = offsetOf(place, focusNode, focusOffset)
  return { anchor, focus, before: (place.textContent ?? '').slice(0, Math.max(anchor, focus)) }
}

/** Selects it again, unless what was selected is another text now, or the selection has survived. */
export function restoreSelection(place: Node, kept: KeptSelection): void {
  const now = readSelection(place)
  if (now?.anchor === kept.anchor && now.focus === kept.focus) return
  if (!(place.textContent ?? '').startsWith(kept.before)) return
  const anchor = placeOf(place, kept.anchor)
  const focus = placeOf(place, kept.focus)
  if (anchor === undefined || focus === undefined) return
  place.ownerDocument?.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset)
}

function offsetOf(place: Node, node: Node, offset: number): number {
  const range = new Range()
  range.setStart(place, 0)
  range.setEnd(node, offset)
  return range.toString().length
}

function placeOf(place: Node, offset: number): { node: Node; offset: number } | undefined {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
  let left = offset
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const { length } = node.textContent ?? ''
    if (left <= length) return { node, offset: left }
    left -= length
  }
  return undefined
}
