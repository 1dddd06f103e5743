/** Returns Markdown without its fenced blocks of code. */
export function withoutCode(markdown: string): string {
  return markdown.replace(/^```.*?^```$/gms, '')
}

/** Returns the titles of the headings of one level outside code. */
export function headingsOf(markdown: string, level: number): readonly string[] {
  const pattern = new RegExp(`^#{${level}} (.*)$`, 'gm')
  return [...withoutCode(markdown).matchAll(pattern)].map(([, title = '']) => title)
}

/** Returns the fragment by which GitHub links to a heading. */
export function fragmentOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')
}

/** Returns the targets of the links and images of a document outside code, in order. */
export function linksOf(markdown: string): readonly string[] {
  const text = withoutCode(markdown).replace(/`[^`\n]*`/g, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}
