import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The values of the template in `deploy/nginx/`. */
export interface NginxPlaces {
  /** The address and port to listen on. */
  readonly listen: string
  /** The addresses and ports of the two instances. */
  readonly instances: readonly [string, string]
}

/** The files of an nginx of its own in one folder. */
export interface NginxFiles {
  /** The path of the main configuration. */
  readonly configuration: string
  /** The path of the file that takes an instance out of use. @param number 1 or 2 */
  readonly down: (number: number) => string
}

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/** Writes the files of nginx into an empty folder. No other place is written, so that it runs without rights of root. */
export async function writeNginxFiles(
  folder: string,
  template: URL,
  { listen, instances: [one, two] }: NginxPlaces,
): Promise<NginxFiles> {
  const downs = join(folder, 'down')
  // Under root, nginx works as another user, who looks for the files in `down` and writes temporary ones.
  await chmod(folder, 0o711)
  await mkdir(downs)
  const values = {
    SHOP_LISTEN: listen,
    SHOP_ONE: one,
    SHOP_TWO: two,
    SHOP_DOWN: downs,
    SHOP_LOG: join(folder, 'access.log'),
  }
  const site = filled(await readFile(template, 'utf8'), values)
  await writeFile(join(folder, 'shop.conf'), site)
  const configuration = join(folder, 'nginx.conf')
  await writeFile(configuration, mainConfiguration(folder))
  return { configuration, down: (number) => join(downs, String(number)) }
}

/** Replaces `${NAME}` by the values, and leaves the variables of nginx alone, as the image of nginx does. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template
    .split('\n')
    .map((line) =>
      line.startsWith('#') ? line : line.replaceAll(/\$\{(\w+)\}/g, (text, name) => values[name] ?? text),
    )
    .join('\n')
}

function mainConfiguration(folder: string): string {
  return [
    'daemon off;',
    'worker_processes 2;',
    `pid ${join(folder, 'nginx.pid')};`,
    'events { worker_connections 4096; }',
    'http {',
    ...temporary.map((name) => `  ${name}_temp_path ${join(folder, name)};`),
    `  include ${join(folder, 'shop.conf')};`,
    '}',
    '',
  ].join('\n')
}
