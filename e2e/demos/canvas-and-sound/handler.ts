import { Audio, Canvas, canvasFor, File as FileInput, Interface, Number, skip, Textbox } from 'sublet'

const view = Canvas({ label: 'Waves', width: 480, height: 200 })

export default Interface({
  title: 'canvas-and-sound',
  description: 'Turns a sound around, draws it, and counts the lines of a file.',
  inputs: [
    Audio({ label: 'Voice' }),
    FileInput({ label: 'Notes', accept: ['.txt', '.md'] }),
    Number({ label: 'Fails: 1 if so', value: 0 }),
  ],
  outputs: [
    view,
    Audio({ label: 'Turned around' }),
    FileInput({ label: 'Report' }),
    Textbox({ label: 'Words' }),
  ],
  async *fn({ sampleRate, channels }, notes, fails) {
    console.info(`heard ${channels[0]?.length ?? 0} samples at ${sampleRate} Hz`)
    const context = canvasFor(view).getContext('2d')
    if (!context) throw new Error('The canvas has no context.')
    context.fillStyle = '#0b8f5a'
    context.fillRect(0, 0, 480, 200)
    context.fillStyle = '#fff'
    for (const [at, sample] of channels[0]?.subarray(0, 480).entries() ?? []) {
      context.fillRect(at, 100 - Math.abs(sample) * 90, 1, Math.max(1, Math.abs(sample) * 180))
    }
    const text = await notes.text()
    yield [undefined, skip(), skip(), `${notes.name} has ${text.split('\n').length} lines`] as const
    console.warn('turning it around')
    const turned = channels.map((samples) => samples.toReversed())
    const report = new File([`name,bytes\n${notes.name},${notes.size}\n`], 'report.csv', { type: 'text/csv' })
    yield [undefined, { sampleRate, channels: turned }, report, skip()] as const
    console.debug('nearly there')
    if (fails === 1) throw new RangeError('told to fail')
  },
})
