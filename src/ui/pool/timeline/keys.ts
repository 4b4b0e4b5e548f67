import type { Timeline } from './timeline'

type Command = (timeline: Timeline) => void

/** As in the trace viewer of Chrome, W A S D beside the arrows. */
const COMMANDS: Record<string, Command> = {
  '+': (timeline) => timeline.zoom(1.5),
  '=': (timeline) => timeline.zoom(1.5),
  w: (timeline) => timeline.zoom(1.5),
  '-': (timeline) => timeline.zoom(1 / 1.5),
  s: (timeline) => timeline.zoom(1 / 1.5),
  ArrowLeft: (timeline) => timeline.pan(-0.2),
  a: (timeline) => timeline.pan(-0.2),
  ArrowRight: (timeline) => timeline.pan(0.2),
  d: (timeline) => timeline.pan(0.2),
  ArrowUp: (timeline) => timeline.step(-1),
  ArrowDown: (timeline) => timeline.step(1),
  Home: (timeline) => timeline.start(),
  End: (timeline) => timeline.live(),
  '0': (timeline) => timeline.fit(),
  f: (timeline) => timeline.fit(),
  Escape: (timeline) => timeline.select(undefined),
}

/** What a key does; undefined when it is not ours: the browser's own shortcuts are with a modifier. */
export function commandOf(key: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}): Command | undefined {
  if (key.ctrlKey || key.metaKey || key.altKey || !Object.hasOwn(COMMANDS, key.key)) return undefined
  return COMMANDS[key.key]
}
