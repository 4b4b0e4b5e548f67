/** Field numbers of onnx.proto (ONNX 1.23, IR 13), as far as the packer looks into the messages. */
export const MODEL = { irVersion: 1, graph: 7, opsetImport: 8, functions: 25 } as const
export const OPSET = { domain: 1, version: 2 } as const
export const GRAPH = {
  node: 1,
  name: 2,
  initializer: 5,
  input: 11,
  output: 12,
  valueInfo: 13,
  sparseInitializer: 15,
} as const
export const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7, overload: 8 } as const
export const ATTRIBUTE = {
  name: 1,
  int: 3,
  tensor: 5,
  graph: 6,
  ints: 8,
  tensors: 10,
  graphs: 11,
  type: 20,
  refName: 21,
  sparseTensor: 22,
  sparseTensors: 23,
} as const
/** `AttributeProto.type` of an integer. */
export const INT = 2
export const SPARSE = { values: 1, indices: 2 } as const
export const FUNCTION = {
  name: 1,
  input: 4,
  output: 5,
  node: 7,
  domain: 10,
  attribute: 11,
  overload: 13,
} as const
export const TENSOR = {
  dims: 1,
  dataType: 2,
  floatData: 4,
  int32Data: 5,
  stringData: 6,
  int64Data: 7,
  name: 8,
  rawData: 9,
  doubleData: 10,
  uint64Data: 11,
  externalData: 13,
  dataLocation: 14,
} as const
export const ENTRY = { key: 1, value: 2 } as const
export const VALUE_INFO = { name: 1, type: 2 } as const
export const TYPE = { tensor: 1, sequence: 4, map: 5, opaque: 7, sparseTensor: 8, optional: 9 } as const
export const TENSOR_TYPE = { elemType: 1, shape: 2 } as const
export const SHAPE = { dim: 1 } as const
export const DIM = { value: 1, param: 2 } as const

/** `data_location`: the bytes are in a file of their own. */
export const EXTERNAL = 1
