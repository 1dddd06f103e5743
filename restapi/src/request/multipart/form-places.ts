import type { Shape } from '../../schema/shape.js'
import { ANY, ANYTHING } from '../../schema/shape-combination.js'
import { objectsOf } from '../../text/form-fields.js'
import { memoizedByObject } from '../../values/memoized-by-object.js'

/** The treatment of a file: stored, read and dropped, or reported by validation without its content. */
export type FileTreatment = 'store' | 'drop' | 'refuse'

/** The members that a shape has for the parts of a form. */
export interface FormPlaces {
  /** Returns the treatment of a file by its name. A schema without a place for it gets no file, so nothing is stored. */
  treatmentOf(name: string): FileTreatment
  /** Returns the shape of a member whose value is an object, or a list of objects; a JSON part may hold it. */
  structureOf(name: string): Shape | undefined
}

/** Returns the places of a shape. Without a shape, every file is stored. */
export function formPlaces(shape: Shape = ANY): FormPlaces {
  return placesOf(shape)
}

const placesOf = memoizedByObject((shape: Shape): FormPlaces => {
  const objects = objectsOf(shape)
  const declares = (name: string): boolean => objects.some(({ properties }) => properties.has(name))
  return {
    treatmentOf(name) {
      const base = name.replace(/\[.*$/s, '')
      if (objects.length === 0 || declares(name) || declares(base)) return 'store'
      if (objects.some(({ additional }) => additional !== undefined && additional !== ANYTHING)) return 'store'
      return objects.some(({ additional }) => additional === ANYTHING) ? 'drop' : 'refuse'
    },
    structureOf(name) {
      const members = objects.flatMap(({ properties }) => properties.get(name)?.shape ?? [])
      return members.find(hasObjects)
    },
  }
})

function hasObjects(shape: Shape): boolean {
  if (shape.kind === 'union') return shape.alternatives.some(hasObjects)
  return shape.kind === 'object' || (shape.kind === 'array' && hasObjects(shape.items.shape))
}
