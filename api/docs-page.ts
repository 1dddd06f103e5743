/** The page at `/docs`, complete but for what the viewer makes of the document: every file is the service's own, and no script stands in it. */
export function docsPage(viewer: string, files: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Operations · Endware shop</title>
<link rel="icon" type="image/png" sizes="32x32" href="${viewer}/favicon-32x32.png">
<link rel="stylesheet" href="${viewer}/swagger-ui.css">
<link rel="stylesheet" href="${files}/docs.css">
<script defer src="${viewer}/swagger-ui-bundle.js"></script>
<script defer src="${files}/docs.js"></script>
</head>
<body>
<header>
<a href="/">Endware shop</a>
<nav aria-label="The document"><a href="/openapi.yaml">openapi.yaml</a> <a href="/openapi.json">openapi.json</a></nav>
</header>
<div id="viewer"><noscript><p>The viewer needs JavaScript; <a href="/openapi.yaml">the document</a> does not.</p></noscript></div>
</body>
</html>
`
}

/** Starts the viewer on the document of the same service, in the colours that the person prefers; nothing else is asked. */
export const docsScript = `'use strict'
const dark = matchMedia('(prefers-color-scheme: dark)')
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', paint)
paint()
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#viewer',
  validatorUrl: null,
  queryConfigEnabled: false,
  deepLinking: true,
  displayOperationId: true,
  displayRequestDuration: true,
  tryItOutEnabled: false,
  defaultModelsExpandDepth: 0,
  syntaxHighlight: { activated: true },
})
`

/** The frame around the viewer, and what keeps it as wide as a phone. */
export const docsStyle = `:root { color-scheme: light dark }
body { margin: 0; background: #fff; color: #1b1f24 }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between; max-width: 1460px; margin: 0 auto; padding: 1rem 20px 0; font: 1rem/1.5 system-ui, sans-serif }
header a { color: #0b57d0 }
header nav { display: flex; gap: 1rem }
noscript { font: 1rem/1.5 system-ui, sans-serif }
.dark-mode body { background: #1c2022; color: #e4e6e6 }
.dark-mode header a { color: #a8c7fa }
`
