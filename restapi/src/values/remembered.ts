/** The same function, which makes what it gives once for each object; what was made goes with the object. */
export function remembered<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new WeakMap<Key, Made>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as Made
    const made = make(key)
    known.set(key, made)
    return made
  }
}
