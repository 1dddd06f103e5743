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

/** The frame around the viewer; and in it, colours that can be read, what makes it fit a phone, and no choice among one server. */
export const docsStyle = `:root { color-scheme: light dark }
body { margin: 0; background: #fff; color: #1b1f24 }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between; max-width: 1460px; margin: 0 auto; padding: 1rem 20px 0; font: 1rem/1.5 system-ui, sans-serif; box-sizing: border-box }
header nav { display: flex; gap: 1rem }
header a, .swagger-ui .info a, .swagger-ui .info .link, .swagger-ui .info .link .url { color: #0b57d0 }
noscript { font: 1rem/1.5 system-ui, sans-serif }
.swagger-ui .info { margin: 1.5rem 0 }
.swagger-ui .scheme-container { display: none }
.swagger-ui .info .title small { background: #5b6270 }
.swagger-ui .info .title small.version-stamp { background: #3f6212 }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1a5fb4 }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #18703f }
.swagger-ui .opblock.opblock-put .opblock-summary-method { background: #8f4e00 }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0b6a6a }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #b3261e }
.swagger-ui .opblock .opblock-summary-method, .swagger-ui .btn.execute { color: #fff }
.swagger-ui .btn.execute { background: #1a5fb4; border-color: #1a5fb4 }
.swagger-ui .btn.cancel { border-color: #b3261e; color: #b3261e }
.swagger-ui .parameter__in { color: #555 }
.swagger-ui .download-contents { background: #4a5160 }
.swagger-ui .microlight span[style*="211, 99, 99"] { color: #ff9d9d !important }
.swagger-ui pre.curl.microlight, .swagger-ui pre.curl.microlight * { white-space: pre-wrap !important; overflow-wrap: anywhere }
.swagger-ui .headers-wrapper { overflow-x: auto }
.dark-mode body { background: #1c2022; color: #e4e6e6 }
.dark-mode header a, .dark-mode .swagger-ui .info a, .dark-mode .swagger-ui .info .link, .dark-mode .swagger-ui .info .link .url { color: #a8c7fa }
.dark-mode .swagger-ui .header-col, .dark-mode .swagger-ui .parameter__in { color: #d4d8dd }
.dark-mode .swagger-ui .btn.cancel { border-color: #ff8a80; color: #ff8a80 }
@media (max-width: 40rem) {
.swagger-ui .response-col_links { display: none }
.swagger-ui .opblock .opblock-summary-operation-id { display: none }
}
`
