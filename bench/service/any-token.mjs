const expires = new Date(Date.now() + 24 * 60 * 60 * 1000)

/** Accepts any token as that of the caller `bench`. */
export async function anyToken() {
  return { caller: 'bench', scopes: new Set(/** @type {const} */ (['products:write', 'orders:write'])), expires }
}
