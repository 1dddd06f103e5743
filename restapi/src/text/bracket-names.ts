import { emptyFields, type UrlFields } from './url-encoded-fields.js'

/** The deepest nesting of a name. */
const deepest = 16

/**
 * Nests the fields whose names have brackets: `filter[name]=x` becomes a member `name` of `filter`, and `ids[]=1` an item of `ids`. Numbered
 * items (`ids[0]=1`) become members; {@link itemsOf} makes a list of them where a list is expected. Other fields are unchanged.
 *
 * @param takes reports whether the value of this name may have members or items
 * @see OpenAPI 3.1.1 §4.8.12.6, style `deepObject`
 * @throws SyntaxError for a name that refers to a prototype, and for a name that is nested more than 16 deep
 */
export function nestBracketNames(fields: UrlFields, takes: (name: string) => boolean): UrlFields {
  const names = Object.keys(fields)
  if (!names.some((name) => name.includes('['))) return fields
  const flat = emptyFields()
  const branches = new Map<string, Branch>()
  for (const name of names) {
    const open = name.indexOf('[')
    const base = name.slice(0, open)
    const steps = open > 0 && takes(base) ? stepsOf(name, open) : undefined
    if (steps === undefined) flat[name] = fields[name]
    else for (const value of [fields[name]].flat()) add(branchOf(branches, base), steps, value)
  }
  for (const [base, branch] of branches) {
    const plain = flat[base]
    if (plain !== undefined) branch.items.unshift(...[plain].flat())
    flat[base] = valueOfBranch(branch)
  }
  return flat
}

/** Returns the items of a list with numbered members, in the order of the numbers; `undefined` for any other object. */
export function itemsOf(members: UrlFields): readonly unknown[] | undefined {
  const names = Object.keys(members)
  if (names.length === 0 || !names.every((name) => /^(?:0|[1-9][0-9]{0,8})$/.test(name))) return undefined
  return names.sort((left, right) => Number(left) - Number(right)).map((name) => members[name])
}

/** The values and members of one name. */
interface Branch {
  /** The values, and the branches of objects in a list. */
  readonly items: unknown[]
  readonly members: Map<string, Branch>
}

/** Returns the texts between the brackets of a name; `undefined` when the brackets are malformed. */
function stepsOf(name: string, open: number): readonly string[] | undefined {
  const steps: string[] = []
  for (let at = open; at < name.length; ) {
    const close = name[at] === '[' ? name.indexOf(']', at) : -1
    if (close === -1) return undefined
    steps.push(name.slice(at + 1, close))
    if (steps.length > deepest) throw new SyntaxError(`a name must not be nested more than ${deepest} deep`)
    at = close + 1
  }
  for (const [at, step] of steps.entries()) {
    const reachesPrototype = step === 'prototype' && (steps[at - 1] ?? name.slice(0, open)) === 'constructor'
    if (step === '__proto__' || reachesPrototype) throw new SyntaxError(`the name '${step}' is not allowed`)
  }
  return steps
}

function add(root: Branch, steps: readonly string[], value: unknown): void {
  let branch = root
  for (const [at, step] of steps.entries()) {
    if (step !== '') branch = branchOf(branch.members, step)
    else if (at < steps.length - 1) {
      const item = newBranch()
      branch.items.push(item)
      branch = item
    }
  }
  branch.items.push(steps.at(-1) === '' ? new Item(value) : value)
}

/** A value of a name that ends in `[]`. It is an item of a list, even if it is the only one. */
class Item {
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }
}

function branchOf(branches: Map<string, Branch>, name: string): Branch {
  const known = branches.get(name)
  if (known !== undefined) return known
  const branch = newBranch()
  branches.set(name, branch)
  return branch
}

function newBranch(): Branch {
  return { items: [], members: new Map() }
}

function valueOfBranch({ items, members }: Branch): unknown {
  const values = items.map((item) => (item instanceof Item ? item.value : isBranch(item) ? valueOfBranch(item) : item))
  if (members.size === 0) {
    const [only] = items
    return items.length === 1 && !(only instanceof Item) && !isBranch(only) ? values[0] : values
  }
  const object = emptyFields()
  for (const [name, branch] of members) object[name] = valueOfBranch(branch)
  // validation reports text beside members
  if (values.length > 0) object[''] = values.length === 1 ? values[0] : values
  return object
}

function isBranch(item: unknown): item is Branch {
  return typeof item === 'object' && item !== null && 'members' in item && item.members instanceof Map
}
