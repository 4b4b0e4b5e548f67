import type { OpenProject } from '../project/create-project'
import { useChecks } from '../use-checks'
import './literal-colours'
import { shaderModels } from './ask-wgsl'
import { checkShaders } from './check-shaders'
import { markShaders, type ShaderFinding } from './markers'
import { createShaderChecker } from './shader-checker'

/** Milliseconds after the last question; a page that nobody writes shaders in holds no device for it. */
const IDLE = 30_000

/** One for all demos that are open. */
const checker = createShaderChecker({ gpu: navigator.gpu, idle: IDLE })

/** Keeps what the browser's shader compiler says marked in a project's files. */
export function useWgsl(project: OpenProject): void {
  const { demoId } = project
  useChecks<readonly ShaderFinding[]>(project, {
    find: () => checkShaders(demoId, checker),
    onFound: (findings) => markShaders(shaderModels(demoId), findings),
    // Of the worker that is asked for the rules as well, whose failure the page shows.
    onFailed: reportError,
  })
}
