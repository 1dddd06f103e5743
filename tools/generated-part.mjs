/**
 * Returns a page with the part between `<!-- NAME: … -->` and `<!-- /NAME -->` replaced. The comments stay.
 *
 * @param {string} page @param {string} name @param {string} content
 * @throws Error when the page has no such part
 */
export function withPart(page, name, content) {
  const part = new RegExp(`(<!-- ${name}\\b[^>]*-->\\n)[\\s\\S]*?(<!-- /${name} -->)`)
  if (!part.test(page)) throw new Error(`the page has no part between <!-- ${name} --> and <!-- /${name} -->`)
  return page.replace(part, (_, begin, end) => `${begin}\n${content}\n\n${end}`)
}
