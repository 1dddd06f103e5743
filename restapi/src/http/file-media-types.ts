/** The media types of common files, by the ending of their name. Text has `charset=utf-8`, which most text is today. */
const byEnding: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'application/gzip': 'gz tgz',
    'application/json': 'json map',
    'application/msword': 'doc',
    'application/pdf': 'pdf',
    'application/rtf': 'rtf',
    'application/vnd.ms-excel': 'xls',
    'application/vnd.ms-powerpoint': 'ppt',
    'application/vnd.oasis.opendocument.presentation': 'odp',
    'application/vnd.oasis.opendocument.spreadsheet': 'ods',
    'application/vnd.oasis.opendocument.text': 'odt',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
    'application/wasm': 'wasm',
    'application/x-ndjson': 'ndjson jsonl',
    'application/x-tar': 'tar',
    'application/xml': 'xml',
    'application/yaml': 'yaml yml',
    'application/zip': 'zip',
    'application/zstd': 'zst',
    'audio/flac': 'flac',
    'audio/mp4': 'm4a',
    'audio/mpeg': 'mp3',
    'audio/ogg': 'ogg oga opus',
    'audio/wav': 'wav',
    'font/otf': 'otf',
    'font/ttf': 'ttf',
    'font/woff': 'woff',
    'font/woff2': 'woff2',
    'image/avif': 'avif',
    'image/bmp': 'bmp',
    'image/gif': 'gif',
    'image/heic': 'heic',
    'image/jpeg': 'jpg jpeg',
    'image/png': 'png',
    'image/svg+xml': 'svg',
    'image/tiff': 'tif tiff',
    'image/vnd.microsoft.icon': 'ico',
    'image/webp': 'webp',
    'message/rfc822': 'eml',
    'text/calendar; charset=utf-8': 'ics',
    'text/css; charset=utf-8': 'css',
    'text/csv; charset=utf-8': 'csv',
    'text/html; charset=utf-8': 'html htm',
    'text/javascript; charset=utf-8': 'js mjs',
    'text/markdown; charset=utf-8': 'md',
    'text/plain; charset=utf-8': 'txt log',
    'text/vcard; charset=utf-8': 'vcf',
    'text/vtt; charset=utf-8': 'vtt',
    'video/mp4': 'mp4 m4v',
    'video/ogg': 'ogv',
    'video/quicktime': 'mov',
    'video/webm': 'webm',
  }).flatMap(([mediaType, endings]) => endings.split(' ').map((ending): [string, string] => [ending, mediaType])),
)

/** Returns the media type of a file by the ending of its name; `undefined` for endings that are not in the table. */
export function mediaTypeOfName(name: string): string | undefined {
  return byEnding.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
}

/** Reports whether content of this type can run scripts in the browser that shows it, in the name of its origin. */
export function isActiveContent(mediaType: string): boolean {
  return /^(?:text\/html|(?:text|application)\/xml|text\/xsl|[^;]*\+xml|message\/rfc822|multipart\/)/i.test(mediaType)
}

/** Reports whether middleware that compresses may gain by this type. Other files are compressed already. */
export function isCompressible(mediaType: string): boolean {
  return /^(?:text\/|application\/(?:javascript|json|rtf|wasm|x-ndjson|x-tar|xml|yaml)|[^;]*\+(?:json|xml|yaml)|font\/(?:otf|ttf)|image\/(?:bmp|vnd\.microsoft\.icon)|message\/rfc822)/i.test(
    mediaType,
  )
}
