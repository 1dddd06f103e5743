import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, ROOT_CONTEXT } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'

/** The context manager of OpenTelemetry with a store that channels of `node:diagnostics_channel` can be bound to. */
export class ContextStore extends AsyncLocalStorageContextManager {
  readonly store = new AsyncLocalStorage<Context>()

  override active(): Context {
    return this.store.getStore() ?? ROOT_CONTEXT
  }

  override with<Args extends unknown[], Work extends (...args: Args) => ReturnType<Work>>(
    context: Context,
    work: Work,
    thisArg?: ThisParameterType<Work>,
    ...args: Args
  ): ReturnType<Work> {
    return this.store.run(context, () => work.apply(thisArg, args))
  }
}
