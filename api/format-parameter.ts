/** The name of the query parameter that selects a format in a link, which cannot set `Accept`: `?format=xml`. */
export const formatParameter = 'format'
