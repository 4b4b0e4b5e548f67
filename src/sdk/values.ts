import type {
  Component,
  ImageComponent,
  JsonComponent,
  LabelComponent,
  NumberComponent,
  SliderComponent,
  TextboxComponent,
} from './components'

/** What a handler gets from an input component. */
export type InputValue<C extends Component> = C extends ImageComponent
  ? ImageData
  : C extends NumberComponent | SliderComponent
    ? number
    : C extends TextboxComponent
      ? string
      : unknown

/** What a handler may return for an output component. */
export type OutputValue<C extends Component> = C extends ImageComponent
  ? ImageData | ImageBitmap | Blob
  : C extends LabelComponent
    ? readonly number[] | Float32Array | Readonly<Record<string, number>>
    : C extends NumberComponent | SliderComponent
      ? number
      : C extends TextboxComponent
        ? string
        : C extends JsonComponent
          ? unknown
          : never

export type InputValues<I extends readonly Component[]> = { -readonly [K in keyof I]: InputValue<I[K]> }

/**
 * One output is returned bare; several are returned as an array in their order. The mapped type is not inside the
 * conditional one, because TypeScript takes an array literal for a tuple only where it sees a mapped type.
 */
export type OutputValues<O extends readonly Component[]> = Bare<O> | Several<O>

type Bare<O extends readonly Component[]> = O extends readonly [infer Only extends Component]
  ? OutputValue<Only>
  : never

type Several<O extends readonly Component[]> = {
  [K in keyof O]: O extends readonly [Component] ? never : OutputValue<O[K]>
}
