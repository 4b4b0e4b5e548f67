/** What the size of a texture depends on, as `GPUTexture` has it too. */
export interface TextureShape {
  width: number
  height: number
  depthOrArrayLayers: number
  mipLevelCount: number
  sampleCount: number
  dimension: string
  format: string
}

/** A texel block: one texel, or a rectangle of them that is compressed as one. */
interface Block {
  width: number
  height: number
  bytes: number
}

/**
 * The bytes that a texture takes on the GPU: every level, layer and sample, in whole texel blocks. What a driver
 * adds for its own alignment is not known to a page.
 */
export function textureBytes(shape: TextureShape): number {
  const { width, bytes, height } = blockOf(shape.format)
  let total = 0
  for (let level = 0; level < shape.mipLevelCount; level++) {
    const across = Math.ceil(atLevel(shape.width, level) / width)
    const down = Math.ceil(atLevel(shape.height, level) / height)
    const depth =
      shape.dimension === '3d' ? atLevel(shape.depthOrArrayLayers, level) : shape.depthOrArrayLayers
    total += across * down * depth * bytes
  }
  return total * shape.sampleCount
}

function atLevel(texels: number, level: number): number {
  return Math.max(1, Math.floor(texels / 2 ** level))
}

/**
 * Texel block sizes of WebGPU (https://gpuweb.github.io/gpuweb/#texture-format-caps). For the depth and stencil
 * formats, whose size is the implementation's choice there, the largest that one may choose.
 */
const TEXEL_BYTES: readonly (readonly [bytes: number, formats: string])[] = [
  [1, 'r8unorm r8snorm r8uint r8sint'],
  [2, 'r16unorm r16snorm r16uint r16sint r16float rg8unorm rg8snorm rg8uint rg8sint depth16unorm'],
  [4, 'r32uint r32sint r32float rg16unorm rg16snorm rg16uint rg16sint rg16float'],
  [4, 'rgba8unorm rgba8unorm-srgb rgba8snorm rgba8uint rgba8sint bgra8unorm bgra8unorm-srgb'],
  [4, 'rgb9e5ufloat rgb10a2uint rgb10a2unorm rg11b10ufloat stencil8 depth24plus depth32float'],
  [8, 'rg32uint rg32sint rg32float rgba16unorm rgba16snorm rgba16uint rgba16sint rgba16float'],
  [8, 'depth24plus-stencil8 depth32float-stencil8'],
  [16, 'rgba32uint rgba32sint rgba32float'],
]

/** Compressed families, by how their names begin: bytes of a block of 4 x 4 texels. */
const BLOCK_BYTES: readonly (readonly [bytes: number, families: string])[] = [
  [8, 'bc1-rgba bc4-r etc2-rgb8 eac-r11'],
  [16, 'bc2-rgba bc3-rgba bc5-rg bc6h-rgb bc7-rgba etc2-rgba8 eac-rg11'],
]

/** A format that came after this list: no texel of any other takes more. */
const UNKNOWN: Block = { width: 1, height: 1, bytes: 16 }

const texels = new Map(listed(TEXEL_BYTES))
const families = listed(BLOCK_BYTES)

function listed(table: typeof TEXEL_BYTES): (readonly [name: string, bytes: number])[] {
  return table.flatMap(([bytes, names]) => names.split(' ').map((name) => [name, bytes] as const))
}

function blockOf(format: string): Block {
  const texel = texels.get(format)
  if (texel !== undefined) return { width: 1, height: 1, bytes: texel }
  const [, across, down] = /^astc-(\d+)x(\d+)-/.exec(format) ?? []
  if (across !== undefined) return { width: Number(across), height: Number(down), bytes: 16 }
  const family = families.find(([name]) => format.startsWith(name))
  return family === undefined ? UNKNOWN : { width: 4, height: 4, bytes: family[1] }
}
