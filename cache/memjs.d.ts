/** The part of memjs that the service uses. */
declare module 'memjs' {
  export interface Options {
    readonly retries?: number
    /** Seconds. */
    readonly timeout?: number
    /** Seconds. */
    readonly conntimeout?: number
    readonly keepAlive?: boolean
    readonly logger?: { log(...parts: unknown[]): void }
  }

  export class Client {
    static create(servers: string, options?: Options): Client
    get(key: string): Promise<{ readonly value: Buffer | null }>
    set(key: string, value: string, options: { readonly expires: number }): Promise<boolean>
    /** Resolves to false when the key has a value. */
    add(key: string, value: string, options: { readonly expires: number }): Promise<boolean>
    close(): void
  }

  const memjs: { readonly Client: typeof Client }
  export default memjs
}
