/**
 * Measures each contestant in every round. The order changes from round to round, so that whatever happens to the machine meanwhile
 * happens to all of them.
 *
 * @template Contestant, Measured
 * @param {readonly Contestant[]} contestants
 * @param {number} rounds
 * @param {(contestant: Contestant, round: number) => Promise<Measured>} measure
 * @returns {Promise<Measured[][]>} by contestant, then by round
 */
export async function inRounds(contestants, rounds, measure) {
  /** @type {Measured[][]} */
  const measured = contestants.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const at of orderOf(round, contestants.length)) measured[at].push(await measure(contestants[at], round))
  }
  return measured
}

/** Each round begins with another contestant, and every second one goes backwards. */
function orderOf(/** @type {number} */ round, /** @type {number} */ count) {
  const order = Array.from({ length: count }, (_, at) => (at + round) % count)
  return round % 2 === 0 ? order : order.reverse()
}
