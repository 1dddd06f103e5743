import { componentWord } from './component-word.js'

/** Names that the code of a generated client needs for itself: those of JavaScript, of the web, and of TypeScript's own types. */
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

/** The name for a component: another one where generated code would have a type in the place of something that it needs. */
export function unreservedName(name: string): string {
  return reserved.has(componentWord(name)) ? `${name}Model` : name
}
