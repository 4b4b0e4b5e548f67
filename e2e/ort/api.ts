/**
 * The public API of ONNX Runtime Web as a handler meets it here. `public-api.ts` finds the members in the package's
 * declarations; a test fails when one is missing here, or is here and not there.
 */
export type Status =
  /** As in ONNX Runtime Web, with the same values. */
  | 'supported'
  /** Accepted, and without the effect that it has elsewhere. */
  | 'emulated'
  /** An error says so. */
  | 'refused'

export interface Row {
  member: string
  status: Status
  /** File and title of the test that proves it. */
  test: string
  note?: string
}

const E2E = 'e2e/ort.spec.ts'
const SESSION = 'src/runner/ort/session.browser.test.ts'

const TESTS = {
  forms: `${E2E}: a URL, bytes, a buffer, a part of one and a ticket give the outputs of plain ONNX Runtime`,
  external: `${E2E}: external data is given as bytes, a Blob, a buffer or a URL that a runner reads`,
  passed: `${E2E}: session options pass through, and outputs are those of plain ONNX Runtime`,
  provider: `${E2E}: options of the WebGPU provider pass through, and the device is that of the lease`,
  wrong: `${E2E}: a wrong value is refused when the session is created, by the name of its option`,
  others: `${E2E}: other providers are refused with what is offered`,
  logged: `${E2E}: the log of ONNX Runtime has the id of the session`,
  located: `${E2E}: outputs stay on the GPU where they are wanted there, all or by name`,
  fetched: `${E2E}: outputs are fetched by name, all, or into a buffer of the handler`,
  overridden: `${E2E}: a free dimension that is overridden is fixed`,
  described: `${E2E}: names and metadata are those of plain ONNX Runtime`,
  runOptions: `${E2E}: run options reach ONNX Runtime`,
  profiled: `${E2E}: profiling is begun and ended, and changes no output`,
  cpu: `${E2E}: sessions on the CPU run at module scope and in calls, without a lease`,
  places: `${E2E}: where a session runs is decided by the list of providers`,
  imports: `${E2E}: all imports of the package lead to one shim`,
  noImport: `${E2E}: builds and files of the package that are not offered cannot be imported`,
  made: `${E2E}: tensors are made of every kind of data`,
  states: `${E2E}: a tensor says where it is, and is gone when it was disposed`,
  images: `${E2E}: images become tensors and come back`,
  elsewhere: `${E2E}: tensors of WebGL, WebNN and pinned memory are refused by a run`,
  buffer: `${E2E}: a buffer of the handler is an input, and is read and freed by the handler's own functions`,
  flags: `${E2E}: flags that lead around the walls are read back, change nothing and are said once`,
  general: `${E2E}: log level, debug, trace and versions are those of ONNX Runtime`,
  backend: `${E2E}: no other backend can be registered`,
  serial: `${SESSION}: runs that are started together are run one after the other, whatever session they are of`,
  release: `${SESSION}: two sessions on one file share its weights: streamed once, counted once, freed with the last`,
  state: `${SESSION}: outputs stay on the GPU and are fed again, run after run and lease after lease`,
  graph: `${SESSION}: a captured graph is replayed, also after a detach`,
} as const

/** Members of one type, or of none, that are alike. */
function rows(prefix: string, names: string, status: Status, test: keyof typeof TESTS, note?: string): Row[] {
  return names.split(', ').map((part) => {
    // Commas of parameter lists are written as @.
    const name = part.replaceAll('@', ',')
    const row: Row = { member: `${prefix}${name}`, status, test: TESTS[test] }
    return note === undefined ? row : { ...row, note }
  })
}

const ONE_SHIM = 'one shim stands for all of them, so there is one `Tensor`'
const NO_FILE = 'the page compiles the runtime and hands it over'
const NO_EFFECT = 'read back, said once in the log to have no effect'

export const API: readonly { title: string; rows: readonly Row[] }[] = [
  {
    title: 'Imports',
    rows: [
      ...rows('import onnxruntime-web', '', 'supported', 'imports'),
      ...rows('import onnxruntime-web/', 'webgpu, all, jspi', 'supported', 'imports', ONE_SHIM),
      ...rows(
        'import onnxruntime-web/',
        'wasm',
        'supported',
        'cpu',
        'a session that names no provider runs on the CPU',
      ),
      ...rows(
        'import onnxruntime-web/',
        'webgl',
        'refused',
        'noImport',
        '`CompileFailed`: there is no WebGL backend',
      ),
      ...rows(
        'import onnxruntime-web/ort-wasm-simd-threaded.',
        'wasm, jsep.wasm, jspi.wasm, asyncify.wasm, mjs, jsep.mjs, jspi.mjs, asyncify.mjs',
        'refused',
        'noImport',
        `\`CompileFailed\`: ${NO_FILE}`,
      ),
    ],
  },
  {
    title: 'Exports',
    rows: [
      ...rows('export ', 'InferenceSession', 'supported', 'forms'),
      ...rows('export ', 'Tensor', 'supported', 'made'),
      ...rows(
        'export ',
        'env',
        'supported',
        'general',
        'flags that lead around the walls are emulated, see below',
      ),
      ...rows(
        'export ',
        'registerBackend',
        'refused',
        'backend',
        '`ModelUnsupported`: it would run without a lease',
      ),
      ...rows(
        'export ',
        'TRACE, TRACE_FUNC_BEGIN, TRACE_FUNC_END, TRACE_EVENT_BEGIN, TRACE_EVENT_END',
        'supported',
        'general',
      ),
    ],
  },
  {
    title: 'Sessions',
    rows: [
      ...rows(
        'InferenceSession.create',
        '(uri@ options)',
        'supported',
        'forms',
        'a path of the site, a URL, or a `blob:` URL',
      ),
      ...rows(
        'InferenceSession.create',
        '(buffer: Uint8Array@ options)',
        'supported',
        'forms',
        'bytes, or the ticket of a fetched model',
      ),
      ...rows('InferenceSession.create', '(buffer: ArrayBufferLike@ options)', 'supported', 'forms'),
      ...rows(
        'InferenceSession.create',
        '(buffer: ArrayBufferLike@ byteOffset@ byteLength@ options)',
        'supported',
        'forms',
      ),
      ...rows('session.run', '(feeds@ options)', 'supported', 'runOptions'),
      ...rows(
        'session.run',
        '(feeds@ fetches@ options)',
        'supported',
        'fetched',
        'a pre-allocated tensor has to be on the GPU, as in ONNX Runtime Web',
      ),
      ...rows(
        'InferenceSession.',
        'run',
        'supported',
        'serial',
        'runs of all sessions are queued; on the GPU `GpuNotAttached` outside a lease',
      ),
      ...rows(
        'InferenceSession.',
        'release',
        'supported',
        'release',
        'weights go with the last session on their file',
      ),
      ...rows('InferenceSession.', 'startProfiling, endProfiling', 'supported', 'profiled'),
      ...rows('InferenceSession.', 'inputNames, outputNames, inputMetadata', 'supported', 'described'),
      ...rows(
        'InferenceSession.',
        'outputMetadata',
        'supported',
        'described',
        'shapes as the file declares them; ones that it leaves out are not inferred',
      ),
      ...rows('ValueMetadata.', 'name, isTensor, type, shape', 'supported', 'described'),
    ],
  },
  {
    title: 'Session options',
    rows: [
      ...rows('SessionOptions.', 'executionProviders', 'supported', 'places'),
      ...rows(
        'SessionOptions.',
        'externalData',
        'supported',
        'external',
        'staged beside a model that is named by its URL; `ModelUnsupported` for a URL beside a model that is given as bytes',
      ),
      ...rows('ExternalDataFileDescription.', 'path, data', 'supported', 'external'),
      ...rows(
        'SessionOptions.',
        'graphOptimizationLevel, enableCpuMemArena, enableMemPattern, executionMode, extra',
        'supported',
        'passed',
      ),
      ...rows(
        'SessionOptions.',
        'intraOpNumThreads, interOpNumThreads',
        'emulated',
        'passed',
        'ignored, as in ONNX Runtime Web',
      ),
      ...rows('SessionOptions.', 'freeDimensionOverrides', 'supported', 'overridden'),
      ...rows('SessionOptions.', 'logId, logSeverityLevel, logVerbosityLevel', 'supported', 'logged'),
      ...rows(
        'SessionOptions.',
        'preferredOutputLocation',
        'supported',
        'located',
        '`ModelUnsupported` for a GPU location on the CPU',
      ),
      ...rows('preferredOutputLocation.', 'cpu, cpu-pinned, gpu-buffer', 'supported', 'located'),
      ...rows(
        'preferredOutputLocation.',
        'none, texture, ml-tensor',
        'refused',
        'wrong',
        '`ModelUnsupported`',
      ),
      ...rows(
        'SessionOptions.',
        'enableGraphCapture',
        'supported',
        'graph',
        'captured again after a detach: the weights are other buffers then',
      ),
      ...rows('SessionOptions.', 'enableProfiling', 'supported', 'profiled'),
      ...rows(
        'SessionOptions.',
        'profileFilePrefix',
        'emulated',
        'profiled',
        'ignored, as in ONNX Runtime Web',
      ),
      ...rows(
        'SessionOptions.',
        'optimizedModelFilePath',
        'refused',
        'wrong',
        '`ModelUnsupported`: it would write the graph without its weights',
      ),
    ],
  },
  {
    title: 'Execution providers',
    rows: [
      ...rows(
        'executionProviders.',
        'webgpu',
        'supported',
        'places',
        'the default; any list with it means the GPU',
      ),
      ...rows('executionProviders.', 'wasm, cpu', 'supported', 'cpu', 'needs no lease'),
      ...rows(
        'executionProviders.',
        'coreml, cuda, dml, nnapi, tensorrt, webgl, webnn, qnn, xnnpack',
        'refused',
        'others',
        '`ModelUnsupported`; beside an offered one it is left out with a warning',
      ),
      ...rows('WebGpuExecutionProviderOption.', 'name', 'supported', 'provider'),
      ...rows(
        'WebGpuExecutionProviderOption.',
        'preferredLayout, forceCpuNodeNames, validationMode, storageBufferCacheMode, uniformBufferCacheMode, queryResolveBufferCacheMode, defaultBufferCacheMode',
        'supported',
        'provider',
      ),
      ...rows(
        'WebGpuExecutionProviderOption.',
        'enableRobustness',
        'emulated',
        'provider',
        'of Node.js only, as in ONNX Runtime Web',
      ),
      ...rows(
        'WebGpuExecutionProviderOption.',
        'device',
        'emulated',
        'provider',
        'always the device of the lease',
      ),
      ...rows('CpuExecutionProviderOption.', 'name', 'supported', 'places'),
      ...rows(
        'CpuExecutionProviderOption.',
        'useArena',
        'emulated',
        'places',
        'ignored, as in ONNX Runtime Web',
      ),
      ...rows('WebAssemblyExecutionProviderOption.', 'name', 'supported', 'cpu'),
    ],
  },
  {
    title: 'Run options',
    rows: rows(
      'RunOptions.',
      'logSeverityLevel, logVerbosityLevel, terminate, tag, extra',
      'supported',
      'runOptions',
    ),
  },
  {
    title: 'Tensors',
    rows: [
      ...rows('TensorConstructor.', 'new', 'supported', 'made'),
      ...rows(
        'TensorConstructor.',
        'fromPinnedBuffer',
        'supported',
        'made',
        'a run refuses it, as in ONNX Runtime Web',
      ),
      ...rows('TensorConstructor.', 'fromGpuBuffer', 'supported', 'buffer'),
      ...rows(
        'TensorConstructor.',
        'fromImage',
        'supported',
        'images',
        'of `ImageData` and `ImageBitmap`; a worker has no image elements, and so reads no URL',
      ),
      ...rows(
        'TensorConstructor.',
        'fromTexture, fromMLTensor',
        'refused',
        'elsewhere',
        'made, and then refused by a run: invalid data location',
      ),
      ...rows('Tensor.', 'dims, type, size, location, reshape', 'supported', 'made'),
      ...rows('Tensor.', 'data, dispose', 'supported', 'states'),
      ...rows(
        'Tensor.',
        'gpuBuffer, getData',
        'supported',
        'state',
        '`GpuNotAttached` when GPU data is read outside a lease',
      ),
      ...rows('Tensor.', 'texture, mlTensor', 'refused', 'states', 'no tensor is there'),
      ...rows('Tensor.', 'toImageData', 'supported', 'images'),
      ...rows(
        'Tensor.',
        'toDataURL',
        'refused',
        'images',
        'a worker has no canvas element: the same in ONNX Runtime Web',
      ),
      ...rows(
        'TensorFromImageDataOptions.',
        'tensorLayout',
        'supported',
        'images',
        'NCHW only, as in ONNX Runtime Web',
      ),
      ...rows(
        'TensorFromImageDataOptions.',
        'resizedHeight, resizedWidth, tensorFormat, dataType, norm',
        'supported',
        'images',
      ),
      ...rows(
        'TensorFromUrlOptions.',
        'height, width, resizedHeight, resizedWidth, tensorFormat, tensorLayout, dataType, norm',
        'refused',
        'images',
        'a worker has no image elements',
      ),
      ...rows(
        'TensorFromTextureOptions.',
        'height, width, format, download, dispose',
        'refused',
        'elsewhere',
      ),
      ...rows('TensorFromGpuBufferOptions.', 'dataType, dims, download, dispose', 'supported', 'buffer'),
      ...rows('TensorFromMLTensorOptions.', 'dataType, dims, download, dispose', 'refused', 'elsewhere'),
      ...rows(
        'TensorToDataUrlOptions.',
        'tensorLayout, format, norm',
        'refused',
        'images',
        'a worker has no canvas element',
      ),
      ...rows('TensorToImageDataOptions.', 'tensorLayout, format, norm', 'supported', 'images'),
    ],
  },
  {
    title: 'Flags',
    rows: [
      ...rows('Env.', 'logLevel, debug, trace, versions', 'supported', 'general'),
      ...rows('Env.versions.', 'common, web, node, react-native', 'supported', 'general'),
      ...rows('Env.', 'wasm, webgl, webgpu', 'supported', 'flags'),
      ...rows('WebAssemblyFlags.', 'trace', 'supported', 'general'),
      ...rows(
        'WebAssemblyFlags.',
        'numThreads, simd, proxy, initTimeout, wasmPaths, wasmBinary',
        'emulated',
        'flags',
        NO_EFFECT,
      ),
      ...rows('WasmFilePaths.', 'wasm, mjs', 'emulated', 'flags', NO_FILE),
      ...rows(
        'WebGpuFlags.',
        'device',
        'supported',
        'flags',
        'the device of the lease; `GpuNotAttached` outside one. What is set has no effect, as in ONNX Runtime Web 1.30',
      ),
      ...rows(
        'WebGpuFlags.',
        'adapter, powerPreference, forceFallbackAdapter, profiling, profilingMode, validateInputContent',
        'emulated',
        'flags',
        NO_EFFECT,
      ),
      ...rows('WebGpuFlags.profiling.', 'mode, ondata', 'emulated', 'flags', NO_EFFECT),
      ...rows(
        'WebGLFlags.',
        'contextId, matmulMaxBatchSize, textureCacheMode, pack, async',
        'emulated',
        'flags',
        NO_EFFECT,
      ),
      ...rows('WebGLFlags.', 'context', 'emulated', 'general', 'undefined, as in builds without WebGL'),
    ],
  },
]
