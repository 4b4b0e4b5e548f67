import { askWgsl } from './ask-wgsl'
import { findingsOf, type ShaderFinding } from './markers'
import { placeOf, type Shader, textOf } from './shader'
import type { ShaderChecker } from './shader-checker'

/**
 * What is wrong in a demo's shaders as its models are now. A change of one file can mend or break a shader in another, so
 * all are looked at; of those that are as they were, the checker knows.
 * @param folder the demo's, in which its models are
 */
export async function checkShaders(
  folder: string,
  checker: Pick<ShaderChecker, 'check'>,
): Promise<readonly ShaderFinding[]> {
  const { modules } = await askWgsl(folder)
  const answers = await Promise.all(
    modules.map(async (shader) => ({ shader, messages: await checker.check(textOf(shader)) })),
  )
  const unchecked = answers.find(({ messages }) => messages === undefined)
  if (unchecked !== undefined) return unavailable(unchecked.shader)
  return answers.flatMap(({ shader, messages }) => findingsOf(shader, messages ?? []))
}

/** Said once, at the first shader that there is. */
function unavailable(shader: Shader): ShaderFinding[] {
  const place = placeOf(shader, 0, 0)
  const message = 'Shaders are not checked: this browser gives the page no WebGPU device.'
  return place === undefined ? [] : [{ ...place, severity: 'info', message }]
}
