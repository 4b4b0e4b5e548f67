import { describe, expect, test } from 'vitest'
import { DEFAULT_HUB, hubUrl, parseHubUrl, readHubDigests } from './hub'
import { sourceKey } from './origin'

const HUB = DEFAULT_HUB
const BASE = 'https://huggingface.co'
const { signal } = new AbortController()

describe('a hub id stands for an address', () => {
  test.each([
    ['hf:org/name', 'org/name/resolve/main/onnx/model.onnx'],
    ['hf:org/name:fp32', 'org/name/resolve/main/onnx/model.onnx'],
    ['hf:org/name:fp16', 'org/name/resolve/main/onnx/model_fp16.onnx'],
    ['hf:org/name:q8', 'org/name/resolve/main/onnx/model_quantized.onnx'],
    ['hf:org/name:int8', 'org/name/resolve/main/onnx/model_int8.onnx'],
    ['hf:org/name:uint8', 'org/name/resolve/main/onnx/model_uint8.onnx'],
    ['hf:org/name:q4', 'org/name/resolve/main/onnx/model_q4.onnx'],
    ['hf:org/name:q4f16', 'org/name/resolve/main/onnx/model_q4f16.onnx'],
    ['hf:org/name:bnb4', 'org/name/resolve/main/onnx/model_bnb4.onnx'],
    ['hf:org/name@v1.0', 'org/name/resolve/v1.0/onnx/model.onnx'],
    ['hf:org/name@refs%2Fpr%2F1:q4', 'org/name/resolve/refs%2Fpr%2F1/onnx/model_q4.onnx'],
    ['hf:org/name/onnx/decoder model.onnx', 'org/name/resolve/main/onnx/decoder%20model.onnx'],
    ['hf:org/name@abc/a#b.onnx', 'org/name/resolve/abc/a%23b.onnx'],
    ['hf:Org-1/na.me_2', 'Org-1/na.me_2/resolve/main/onnx/model.onnx'],
  ])('%s', (id, path) => {
    expect(sourceKey(id, HUB)).toBe(`${BASE}/${path}`)
  })

  test('of whatever hub there is', () => {
    expect(sourceKey('hf:o/n', { base: 'http://127.0.0.1:8080/mirror' })).toBe(
      'http://127.0.0.1:8080/mirror/o/n/resolve/main/onnx/model.onnx',
    )
  })

  test.each([
    'hf:',
    'hf:name',
    'hf:org/name:q3',
    'hf:org/name@',
    'hf:../..',
    'hf:org/..',
    'hf:org/name?x=1',
    'hf:org/name#x',
    'hf:org/name@..',
    'hf:org/name@%2E%2E',
    'hf:org/name@%zz',
    'hf:org/name/../../../other/secret.onnx',
    'hf:org/name/a//b.onnx',
  ])('"%s" names no model', (id) => {
    expect(() => sourceKey(id, HUB)).toThrow(expect.objectContaining({ code: 'ModelNotFound' }))
  })
})

describe('an address of the hub is taken apart again', () => {
  test.each([
    [{ id: 'org/name' }, { id: 'org/name', revision: 'main', path: 'onnx/model.onnx' }],
    [
      { id: 'o/n', revision: 'refs/pr/1', path: 'a b/ü%.onnx' },
      { id: 'o/n', revision: 'refs/pr/1', path: 'a b/ü%.onnx' },
    ],
  ])('%j', (model, file) => {
    expect(parseHubUrl(HUB, hubUrl(HUB, model))).toEqual(file)
  })

  test.each([
    'https://huggingface.co.evil.example/o/n/resolve/main/x.onnx',
    'https://huggingface.co@evil.example/o/n/resolve/main/x.onnx',
    'https://example.org/o/n/resolve/main/x.onnx',
    'https://huggingface.co/o/n/raw/main/x.onnx',
  ])('%s is none', (url) => {
    expect(parseHubUrl(HUB, url)).toBeUndefined()
  })

  test('a bare % in a name does not stop anyone', () => {
    expect(parseHubUrl(HUB, `${BASE}/o/n/resolve/main/100%.onnx`)).toMatchObject({ path: '100%.onnx' })
  })
})

describe('the digests of a revision', () => {
  const FILE = { id: 'o/n', revision: 'refs/pr/1', path: 'x' }

  test('are those of its files in LFS', async () => {
    const asked: string[] = []
    const siblings = [
      { rfilename: 'model.onnx', lfs: { sha256: 'aa', size: 1 }, size: 1 },
      { rfilename: 'README.md', size: 3 },
      { rfilename: 'x.json', lfs: null },
    ]
    const fetch = async (url: string): Promise<Response> => {
      asked.push(url)
      return Response.json({ siblings, sha: 'c' })
    }
    expect([...(await readHubDigests(HUB, FILE, fetch, signal))]).toEqual([['model.onnx', 'aa']])
    expect(asked).toEqual([`${BASE}/api/models/o/n/revision/refs%2Fpr%2F1?blobs=true`])
  })

  test.each<[string, () => Promise<Response>]>([
    ['does not know', async () => new Response('', { status: 404 })],
    ['says something else', async () => Response.json({ siblings: 'none' })],
    ['says what is no JSON', async () => new Response('<!doctype html>')],
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('are unknown when the hub %s', async (_, fetch) => {
    expect((await readHubDigests(HUB, FILE, fetch, signal)).size).toBe(0)
  })

  test('are not waited for by who was stopped', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'))
    const fetch = () => Promise.reject(stopped.reason)
    await expect(readHubDigests(HUB, FILE, fetch, stopped)).rejects.toThrow('stopped')
  })
})
