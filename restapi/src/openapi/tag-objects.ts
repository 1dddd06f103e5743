import type { OpenApiVersion, Server, Tag } from './document-objects.js'

/**
 * Returns the tags in the words of a version. OpenAPI 3.1 lacks `summary`, `parent` and `kind`: they become `x-displayName`, which viewers
 * show, `x-parent` and `x-kind`.
 *
 * @throws TypeError for two tags of one name, for a parent that is no tag of the document, and for a tag above itself
 * @see OpenAPI 3.2.0 §4.22 Tag Object
 */
export function tagObjects(tags: readonly Tag[], version: OpenApiVersion): readonly object[] {
  const byName = new Map(tags.map((tag) => [tag.name, tag]))
  for (const tag of tags) {
    if (byName.get(tag.name) !== tag) throw new TypeError(`two tags have the name '${tag.name}'; remove one of them`)
    checkParents(tag, byName)
  }
  if (version === '3.2.0') return tags
  return tags.map(({ summary, parent, kind, ...others }) => ({
    ...others,
    ...(summary === undefined ? {} : { 'x-displayName': summary }),
    ...(parent === undefined ? {} : { 'x-parent': parent }),
    ...(kind === undefined ? {} : { 'x-kind': kind }),
  }))
}

function checkParents(tag: Tag, byName: ReadonlyMap<string, Tag>): void {
  const seen = new Set([tag.name])
  for (let at = tag; at.parent !== undefined; ) {
    const parent = byName.get(at.parent)
    if (parent === undefined) {
      throw new TypeError(`the tag '${at.name}' has the parent '${at.parent}', which is no tag: add it to \`tags\``)
    }
    if (seen.has(parent.name)) {
      throw new TypeError(`the tag '${tag.name}' is above itself by \`parent\`: a tag at the top has none`)
    }
    seen.add(parent.name)
    at = parent
  }
}

/** Returns the servers in the words of a version. OpenAPI 3.1 lacks `name`, which becomes `x-name`. @see OpenAPI 3.2.0 §4.6 */
export function serverObjects(servers: readonly Server[], version: OpenApiVersion): readonly object[] {
  if (version === '3.2.0') return servers
  return servers.map(({ name, ...others }) => (name === undefined ? others : { ...others, 'x-name': name }))
}
