/**
 * The degree to which a value fits a schema: 0 not at all, 1 by its structure, 2 in every respect.
 *
 * Structure is the kinds of values, the members that must be there, and constants. To fit in everything, a value has no member that a
 * strict object refuses, and its scalars pass their own checks (formats, bounds, patterns). Checks of whole objects and lists do not count.
 */
export type Fit = 0 | 1 | 2

/** Returns the lesser of two fits. */
export function lesserFit(left: Fit, right: Fit): Fit {
  return left < right ? left : right
}
