import { expect, test } from 'vitest'
import { atSite, callSite } from './call-site'

const CHROMIUM = `SubletError: no
    at GPUDevice.createBuffer (blob:null/1f2e:9:31)
    at Root.createBuffer (blob:null/77aa:120:4)
    at draw (sublet:///demo/handler.ts:12:5)
    at async fn (sublet:///demo/handler.ts:30:9)`

const FIREFOX = `createBuffer@blob:null/1f2e:9:31
draw@sublet:///demo/handler.ts:12:5
@sublet:///demo/handler.ts:30:9`

test.each([
  ['Chromium', CHROMIUM],
  ['Firefox', FIREFOX],
])("the innermost frame of a demo's file is the site: %s", (_, stack) => {
  expect(callSite(stack)).toEqual({ at: 'sublet:///demo/handler.ts:12:5', within: 'draw' })
  expect(atSite(callSite(stack))).toBe(' at sublet:///demo/handler.ts:12:5 in draw()')
})

test.each([
  ['Chromium at module scope', '    at sublet:///demo/maths.ts:3:7', undefined],
  ['Chromium, an arrow', '    at sublet:///demo/maths.ts:3:7', undefined],
  ['Chromium, awaited', '    at async sum (sublet:///demo/maths.ts:3:7)', 'sum'],
  ['Chromium, a method', '    at Tool.sum (sublet:///demo/maths.ts:3:7)', 'Tool.sum'],
  ['Firefox at module scope', '@sublet:///demo/maths.ts:3:7', undefined],
])('%s', (_, stack, within) => {
  expect(callSite(stack)).toEqual({ at: 'sublet:///demo/maths.ts:3:7', within })
})

test('a stack without such a frame has no site', () => {
  expect(callSite('Error\n    at x (blob:null/1:2:3)')).toBeUndefined()
  expect(callSite('')).toBeUndefined()
  expect(atSite(undefined)).toBe('')
})
