import { componentWord } from './component-name.js'

/** Names that generated clients use themselves: globals of JavaScript and of the web, utility types and keywords of TypeScript. */
const reserved: ReadonlySet<string> = new Set(
  [
    'Array ArrayBuffer BigInt Boolean DataView Date Error Function Infinity Intl Iterator JSON Map Math NaN Number Object Promise Proxy',
    'Reflect RegExp Set SharedArrayBuffer String Symbol Undefined Uint8Array WeakMap WeakRef WeakSet AggregateError EvalError RangeError',
    'ReferenceError SyntaxError TypeError URIError Atomics AsyncGenerator AsyncIterable AsyncIterator Generator Iterable PromiseLike',
    'AbortController AbortSignal Blob Body Buffer Document Element Event EventSource EventTarget File FormData Global Headers History Location',
    'MessageEvent Navigator Node Process ReadableStream Request RequestInit Response ResponseInit Storage TextDecoder TextEncoder',
    'TransformStream URL URLSearchParams WebSocket Window WritableStream XMLHttpRequest',
    'Awaited Capitalize Exclude Extract InstanceType Lowercase NonNullable Omit Parameters Partial Pick Readonly ReadonlyArray Record',
    'Required ReturnType ThisType Uncapitalize Uppercase Any Bigint Never Null Unknown Void Class Default Delete Enum Export Import',
    'Interface Module Namespace New Package Private Protected Public Return Static Switch This Throw True False Type Var With Yield',
  ].flatMap((line) => line.split(' ')),
)

/** Returns the name of a component, with `Model` added when it is reserved. */
export function unreservedName(name: string): string {
  return reserved.has(componentWord(name)) ? `${name}Model` : name
}
