import type { Page } from '@playwright/test'
import type * as Ort from 'onnxruntime-web/webgpu'
import * as v from 'valibot'

const valueSchema = v.looseObject({ name: v.string(), isTensor: v.boolean() })
const plainSchema = v.object({
  outputs: v.array(v.number()),
  inputNames: v.array(v.string()),
  outputNames: v.array(v.string()),
  inputMetadata: v.array(valueSchema),
  outputMetadata: v.array(valueSchema),
})
/** What ONNX Runtime Web itself makes of a model, of the same bytes and inputs. */
export type Plain = v.InferOutput<typeof plainSchema>

/** Those that go to a page. */
type PlainOptions = Pick<Ort.InferenceSession.SessionOptions, 'freeDimensionOverrides'> & {
  externalData?: { path: string; data: string }[]
}

/** Inputs are sin(index), or index % 90 for int64; the demos feed the same. */
export async function plainRun(
  page: Page,
  file: string,
  dims: readonly number[],
  options: PlainOptions = {},
): Promise<Plain> {
  const found = await page.evaluate(
    async ({ file, dims, options }): Promise<unknown> => {
      const { InferenceSession, Tensor } = window.ort
      const bytes = new Uint8Array(await (await fetch(`/models/${file}`)).arrayBuffer())
      const session = await InferenceSession.create(bytes, { executionProviders: ['webgpu'], ...options })
      const [input] = session.inputMetadata
      const length = dims.reduce((product, dim) => product * dim, 1)
      const x =
        input?.isTensor && input.type === 'int64'
          ? new Tensor(
              'int64',
              BigInt64Array.from({ length }, (_, at) => BigInt(at % 90)),
              dims,
            )
          : new Tensor(
              'float32',
              Float32Array.from({ length }, (_, at) => Math.sin(at)),
              dims,
            )
      const { inputNames, outputNames, inputMetadata, outputMetadata } = session
      const results = await session.run({ [inputNames[0] ?? '']: x })
      const values: ArrayLike<unknown> = results[outputNames[0] ?? '']?.data ?? []
      const outputs = Array.from(values, Number)
      await session.release()
      return { outputs, inputNames, outputNames, inputMetadata, outputMetadata }
    },
    { file, dims, options },
  )
  return v.parse(plainSchema, found)
}
