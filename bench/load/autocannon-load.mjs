import { Child } from '../process/child.mjs'
import { cores } from '../process/cores.mjs'
import { currentNode } from '../process/nodes.mjs'

/** autocannon in a child, always on the same Node. @returns {import('./generator.mjs').Generator} */
export function autocannonLoad() {
  const script = new URL('autocannon-child.mjs', import.meta.url)
  const child = new Child({ node: currentNode.executable, script, core: cores.load })
  return {
    name: 'autocannon',
    run: (load) => child.ask('run', load, load.seconds * 1000 + 30_000),
    stop: () => child.stop(),
  }
}
