import type ts from 'typescript'
import { type Code, isGlobal, isUse, nodesIn } from './reading/code'
import { findingAt, type Rule } from './rule'

const id = 'fixed-storage'

const STORAGES = ['indexedDB', 'localStorage', 'sessionStorage', 'caches', 'cookieStore']
const SCOPES = ['self', 'globalThis', 'window']

/** Handlers run side by side: no fixed output paths (ZEROGPU.md, Isolation). A runner has no storage at all (DESIGN 2). */
export const fixedStorage: Rule = {
  id,
  check: (context) =>
    nodesIn(context, context.file, (node): node is ts.Identifier => isUse(context, node)).flatMap((name) => {
      const storage = storageAt(context, name)
      if (storage === undefined) return []
      const used = context.ts.isCallExpression(storage.parent) ? storage.parent : storage
      return [
        findingAt(context, used, {
          rule: id,
          severity: 'error',
          message: `${storage.getText(context.file)} throws in a runner, which has an origin of its own and no storage: keep values in a State, and return files as outputs.`,
        }),
      ]
    }),
}

/** The whole chain of names, such as `navigator.storage.getDirectory`. */
function storageAt(code: Code, name: ts.Identifier): ts.Expression | undefined {
  const { ts } = code
  let at: ts.Expression = name
  let root = name.text
  if (SCOPES.some((scope) => isGlobal(code, name, scope)) && ts.isPropertyAccessExpression(name.parent)) {
    at = name.parent
    root = name.parent.name.text
  } else if (!isGlobal(code, name, name.text)) return undefined
  if (!ts.isPropertyAccessExpression(at.parent)) return undefined
  const member = at.parent
  if (STORAGES.includes(root)) return member
  const isStorage = root === 'navigator' && /^storage(Buckets)?$/.test(member.name.text)
  return isStorage && ts.isPropertyAccessExpression(member.parent) ? member.parent : undefined
}
