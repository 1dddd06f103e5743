/** The query parameter by which a link that cannot set `Accept` asks for a format: `?format=xml`. */
export const formatParameter = 'format'
