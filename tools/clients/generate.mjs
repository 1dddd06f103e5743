import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'

// Makes a client from openapi.yaml with each generator, then compiles the clients and the programs that use them.
const document = '../../openapi.yaml'
const commands = [
  ['openapi-typescript', document, '-o', 'generated/openapi-typescript.ts'],
  ['openapi-ts', '-i', document, '-o', 'generated/hey-api', '-c', '@hey-api/client-fetch', '--silent'],
  ['orval', '--input', document, '--output', 'generated/orval.ts', '--client', 'fetch'],
  ['oazapfts', document, 'generated/oazapfts.ts'],
  ['tsc', '-p', '.'],
]

process.chdir(import.meta.dirname)
for (const folder of ['generated', 'dist']) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
}
for (const [name, ...args] of commands) {
  execFileSync(`node_modules/.bin/${name}`, args, { stdio: ['ignore', 'inherit', 'inherit'] })
}
// The generated files import each other without extensions, which only CommonJS allows.
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n')
