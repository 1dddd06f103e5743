import type { ContentKind } from '../formats/codec.js'
import type { PageContext } from '../formats/page.js'
import type { Outline } from './outline.js'
import type { Linker } from './scalar.js'

/** The parts that a page is made of. */
export interface PageParts {
  readonly outline: Outline
  readonly kind: ContentKind
  readonly context: PageContext
  readonly linkTo: Linker
  /** The name of the service. */
  readonly service: string | undefined
}
