/** The ids of products that have changed, or `all` when it is not known which. */
export type ChangedProducts = readonly string[] | 'all'
