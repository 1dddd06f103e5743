/**
 * Returns a function that calls `make` once for each object and returns the same result afterwards. A result is freed together with its
 * object.
 */
export function memoizedByObject<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new WeakMap<Key, Made>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as Made
    const made = make(key)
    known.set(key, made)
    return made
  }
}
