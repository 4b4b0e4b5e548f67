/** Says each text once to whoever reads the log of the demo. */
const said = new Set<string>()

export function warnOnce(text: string): void {
  if (said.has(text)) return
  said.add(text)
  // biome-ignore lint/suspicious/noConsole: as ONNX Runtime warns; the log of the demo shows it
  console.warn(text)
}
