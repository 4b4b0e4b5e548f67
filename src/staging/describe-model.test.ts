import { describe, expect, test } from 'vitest'
import { aboutModel } from './about'
import { FIXTURES, fixture } from './fixtures/files'
import { graphContent, matMulFile, onnxFile } from './fixtures/onnx-file'
import { packBytes, scanBytes } from './fixtures/pack-bytes'
import { graphText } from './graph-text'
import { concat, messageField, textField } from './wire/write'

/** The graph as a page shows it: of the skeleton that is stored. */
function textOf(model: Uint8Array): string {
  return graphText(packBytes(model, { 'external.data': fixture('external.data') }).skeleton)
}

describe('the graph as text', () => {
  test('is one operator a line, with its inputs, outputs and attributes', () => {
    const model = onnxFile({
      inputs: ['x'],
      nodes: [
        { opType: 'Conv', inputs: ['x', 'w'], outputs: ['c'], attributes: { group: 1, pads: [1, 1, 1, 1] } },
        { opType: 'FastGelu', domain: 'com.microsoft', inputs: ['c'], outputs: ['y'] },
      ],
    })
    expect(graphText(model).split('\n')).toEqual([
      expect.stringMatching(/^graph {2}\(x: .*\) => \(y: .*\) \{$/),
      '  c = Conv <group = 1, pads = [1, 1, 1, 1]> (x, w)',
      '  y = com.microsoft.FastGelu (c)',
      '}',
    ])
  })

  test('has the bodies of If and Loop inside it', () => {
    const body = graphContent({ nodes: [{ opType: 'Add', inputs: ['a', 'b'], outputs: ['y'] }] })
    const model = onnxFile({
      nodes: [{ opType: 'If', inputs: ['c'], outputs: ['y'], attributes: { then_branch: { body } } }],
    })
    const lines = graphText(model).split('\n')
    expect(lines.slice(1, -1)).toEqual([
      '  y = If <then_branch = graph> (c)',
      expect.stringMatching(/^ {4}graph .*\{$/),
      '      y = Add (a, b)',
      '    }',
    ])
  })

  test('of a skeleton names the weights that moved as inputs', () => {
    expect(textOf(matMulFile())).toMatch(/^graph {2}\(.*w: float32\[32, 32\].*\) => /)
  })

  test.each(FIXTURES)('of %s names every operator that runs', (name) => {
    const model = fixture(name === 'external' ? 'external.onnx' : `${name}.onnx`)
    const text = textOf(model)
    const skeleton = packBytes(model, { 'external.data': fixture('external.data') }).skeleton
    const { nodes } = scanBytes(skeleton)
    expect(nodes.length).toBeGreaterThan(0)
    for (const { operator } of nodes) expect(text).toContain(` = ${operator}`)
    // One line each, however deep, and braces that close.
    expect(text.split('{').length).toBe(text.split('}').length)
  })

  test('of thousands of operators is cut, and says how much is missing', () => {
    const nodes = Array.from({ length: 20_100 }, (_, index) => ({
      opType: 'Relu',
      inputs: [`t${index}`],
      outputs: [`t${index + 1}`],
    }))
    const lines = graphText(onnxFile({ nodes })).split('\n')
    expect(lines).toHaveLength(20_001)
    expect(lines.at(-1)).toBe('… 102 more lines')
  })
})

describe('what a model says of itself', () => {
  test('operators by how often they are called, types by how much they take', () => {
    const model = onnxFile({
      opsets: [
        { domain: '', version: 18 },
        { domain: 'com.microsoft', version: 1 },
      ],
      irVersion: 9,
      nodes: [
        { opType: 'Relu', inputs: ['x'], outputs: ['a'] },
        { opType: 'MatMul', inputs: ['a', 'w'], outputs: ['b'] },
        { opType: 'Relu', inputs: ['b'], outputs: ['y'] },
      ],
      weights: [
        { name: 's', dataType: 7, dims: [2], raw: new Uint8Array(16) },
        { name: 'w', dataType: 1, dims: [8, 8], raw: new Uint8Array(256) },
      ],
    })
    expect(aboutModel(scanBytes(model))).toEqual({
      irVersion: 9,
      opsets: [
        ['', 18],
        ['com.microsoft', 1],
      ],
      metadata: [],
      operators: [
        ['Relu', 2],
        ['MatMul', 1],
      ],
      dataTypes: [
        ['float32', 256],
        ['int64', 16],
      ],
    })
  })

  test('producer and metadata as they stand in the file, long ones cut', () => {
    const entry = (key: string, value: string) => messageField(14, [textField(1, key), textField(2, value)])
    const model = concat([
      textField(2, 'pytorch'),
      textField(3, '2.5'),
      textField(6, ''),
      entry('license', 'MIT'),
      entry('blob', 'x'.repeat(9_000)),
      matMulFile(),
    ])
    expect(aboutModel(scanBytes(model)).metadata).toEqual([
      ['producer_name', 'pytorch'],
      ['producer_version', '2.5'],
      ['license', 'MIT'],
      ['blob', 'x'.repeat(2_000)],
    ])
  })

  test.each(FIXTURES)('of %s comes out of the file', (name) => {
    const about = aboutModel(scanBytes(fixture(name === 'external' ? 'external.onnx' : `${name}.onnx`)))
    expect(about.irVersion).toBeGreaterThan(2)
    expect(about.operators.length).toBeGreaterThan(0)
    expect(about.dataTypes.every(([type, bytes]) => type !== '' && bytes >= 0)).toBe(true)
  })
})
