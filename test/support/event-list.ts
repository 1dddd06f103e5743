/** The events that a part of the service reports, in order. */
export class EventList<Event extends { readonly name: string }> {
  readonly all: Event[] = []
  #seen = 0
  #wake: () => void = () => undefined

  readonly add = (event: Event): void => {
    this.all.push(event)
    this.#wake()
  }

  /** Resolves to the next event of this name that no call has returned yet. Earlier events of other names are skipped. */
  async next(name: Event['name']): Promise<Event> {
    for (;;) {
      const at = this.all.findIndex((event, index) => index >= this.#seen && event.name === name)
      const found = this.all[at]
      if (found !== undefined) {
        this.#seen = at + 1
        return found
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
