/** The name and version of the service in logs, metrics and traces. */
export const service = Object.freeze({ name: 'endware-shop', version: '0.1.0' })
