import type {
  AudioClip,
  AudioComponent,
  CanvasComponent,
  ChatbotComponent,
  ChatMessage,
  Component,
  FileComponent,
  ImageComponent,
  ImageSliderComponent,
  InputComponent,
  JsonComponent,
  LabelComponent,
  NumberComponent,
  SliderComponent,
  StateComponent,
  TextboxComponent,
} from './components'
import type { Skip } from './skip'

/** What a handler gets from an input component. */
export type InputValue<C extends InputComponent> = C extends ImageComponent
  ? ImageData
  : C extends NumberComponent | SliderComponent
    ? number
    : C extends TextboxComponent
      ? string
      : C extends AudioComponent
        ? AudioClip
        : C extends FileComponent
          ? File
          : C extends StateComponent<infer T>
            ? T
            : C extends JsonComponent
              ? unknown
              : never

/** What a handler may return for an output component; `skip()` leaves any of them as it is. */
export type OutputValue<C extends Component> = Shown<C> | Skip

type Picture = ImageData | ImageBitmap | Blob

type Shown<C extends Component> = C extends ImageComponent
  ? Picture
  : C extends ImageSliderComponent
    ? readonly [before: Picture, after: Picture]
    : C extends LabelComponent
      ? readonly number[] | Float32Array | Readonly<Record<string, number>>
      : C extends NumberComponent | SliderComponent
        ? number
        : C extends TextboxComponent
          ? string
          : C extends AudioComponent
            ? AudioClip
            : C extends FileComponent
              ? File
              : C extends ChatbotComponent
                ? readonly ChatMessage[]
                : C extends CanvasComponent
                  ? // biome-ignore lint/suspicious/noConfusingVoidType: a handler that draws returns nothing
                    void
                  : C extends StateComponent<infer T>
                    ? T
                    : C extends JsonComponent
                      ? unknown
                      : never

export type InputValues<I extends readonly InputComponent[]> = { -readonly [K in keyof I]: InputValue<I[K]> }

/**
 * One output is returned bare; several are returned as an array in their order. The mapped type is not inside the
 * conditional one, because TypeScript takes an array literal for a tuple only where it sees a mapped type.
 */
export type OutputValues<O extends readonly Component[]> = Bare<O> | Several<O> | Skip

type Bare<O extends readonly Component[]> = O extends readonly [infer Only extends Component]
  ? OutputValue<Only>
  : never

type Several<O extends readonly Component[]> = {
  [K in keyof O]: O extends readonly [Component] ? never : OutputValue<O[K]>
}
