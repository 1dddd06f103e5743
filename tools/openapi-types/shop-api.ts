// Made from openapi.yaml by `npm run openapi`.
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where things are
         * @description Begin with the products, or with the docs, where every operation can be read about and tried. Clients are generated from the OpenAPI document.
         */
        get: operations["welcome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The products of the shop
         * @description A page of them; the next one, where there is one, is the target of the `Link` field whose relation is `next`. NDJSON and CSV have all products that follow `after` instead, unless there is a `limit`. Whoever reads to the end sees each product that stays unchanged meanwhile exactly once.
         *
         *     In CSV, text that a spreadsheet would run as a formula has an apostrophe before it.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Add a product
         * @description Add a product
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A product
         * @description A product
         */
        get: operations["readProduct"];
        /**
         * Replace everything that a client says about a product
         * @description `If-Match` names the version that is meant by its entity tag, in any format, or any by `*`. Of requests that name the same version one succeeds, and the others get a 412.
         */
        put: operations["replaceProduct"];
        post?: never;
        /**
         * Remove a product
         * @description `If-Match` names the version that is meant by its entity tag, in any format, or any by `*`. Of requests that name the same version one succeeds, and the others get a 412.
         */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        /**
         * Change some of what a client says about a product
         * @description `If-Match` names the version that is meant by its entity tag, in any format, or any by `*`. Of requests that name the same version one succeeds, and the others get a 412.
         */
        patch: operations["changeProduct"];
        trace?: never;
    };
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The kinds of problems that this service answers with
         * @description The kinds of problems that this service answers with
         */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A kind of problem, where its type leads
         * @description A kind of problem, where its type leads
         */
        get: operations["readProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Any failure */
        Failure: {
            status: number;
            /** @description The reason phrase of the status */
            error: string;
            /** @description The reason, for people to read */
            message?: string;
            /** @description A hint at how to solve the failure */
            help?: string;
            /** @description The path of the request */
            path: string;
            /** @description The query of the request */
            query?: string;
            /** Format: date-time */
            timestamp: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /** @description The invalid parts of the request */
            errors?: components["schemas"]["InvalidField"][];
            /** @description Further properties of this failure */
            additional?: {
                [key: string]: unknown;
            };
        };
        InvalidField: {
            /** @enum {string} */
            in: "path" | "query" | "header" | "body";
            /** @description The place in that part, as a JSON Pointer (RFC 6901); empty for the whole part */
            pointer: string;
            message: string;
        };
        Money: {
            /**
             * @description In minor units of the currency, such as cents
             * @example 1999
             */
            amount: number;
            /**
             * @description ISO 4217 code
             * @example EUR
             */
            currency: string;
        };
        /** @description What a client says about a product; anything else in a body is refused */
        NewProduct: {
            /**
             * @description Stock-keeping unit, unique among all products
             * @example LAN-1
             */
            sku: string;
            /**
             * @description One line that is not blank
             * @example Lantern
             */
            name: string;
            /**
             * @description May have several lines
             * @example Burns all night.
             */
            description: string;
            /**
             * @description One line that is not blank
             * @example Camping
             */
            category: string;
            price: components["schemas"]["Money"];
            /**
             * @description Pieces in stock
             * @example 3
             */
            stock: number;
        };
        ProblemKind: {
            /**
             * Format: uri-reference
             * @description What the problem names in its `type`
             */
            type: string;
            /** @description A short summary */
            title: string;
            status: number;
            /** @description When it happens, and what to do about it */
            description?: string;
            /** @description An occurrence of it, with members of its own */
            example: {
                status?: number;
            } & {
                [key: string]: unknown;
            };
        };
        ProblemList: components["schemas"]["ProblemKind"][];
        /** @description A product of the shop */
        Product: {
            /**
             * Format: uuid
             * @description Given by the service
             */
            id: string;
            /**
             * @description Stock-keeping unit, unique among all products
             * @example LAN-1
             */
            sku: string;
            /**
             * @description One line that is not blank
             * @example Lantern
             */
            name: string;
            /**
             * @description May have several lines
             * @example Burns all night.
             */
            description: string;
            /**
             * @description One line that is not blank
             * @example Camping
             */
            category: string;
            price: components["schemas"]["Money"];
            /**
             * @description Pieces in stock
             * @example 3
             */
            stock: number;
            /** @description Grows by one with each change */
            version: number;
            /**
             * Format: date-time
             * @description When it was added
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed
             */
            updatedAt: string;
        };
        ProductList: components["schemas"]["Product"][];
        /** @description A merge patch (RFC 7396): what is left out stays as it is, within the price as well. Nothing of a product can be missing, so no member may be `null` */
        ProductPatch: {
            /**
             * @description Stock-keeping unit, unique among all products
             * @example LAN-1
             */
            sku?: string;
            /**
             * @description One line that is not blank
             * @example Lantern
             */
            name?: string;
            /**
             * @description May have several lines
             * @example Burns all night.
             */
            description?: string;
            /**
             * @description One line that is not blank
             * @example Camping
             */
            category?: string;
            price?: {
                /**
                 * @description In minor units of the currency, such as cents
                 * @example 1999
                 */
                amount?: number;
                /**
                 * @description ISO 4217 code
                 * @example EUR
                 */
                currency?: string;
            };
            /**
             * @description Pieces in stock
             * @example 3
             */
            stock?: number;
        };
        /** @description No two products of the shop have the same stock-keeping unit. Choose another one, or look for the product that has it already. */
        SkuTakenProblem: {
            /** @constant */
            type: "/problems/sku-taken";
            /** @constant */
            title: "The SKU is taken";
            /** @constant */
            status: 409;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** @description The SKU that is taken */
            sku: string;
        };
        Welcome: {
            /** @example Endware shop */
            service: string;
            /**
             * @description Where the products are
             * @example /v1/products
             */
            products: string;
            /**
             * @description What the types of problems mean
             * @example /problems
             */
            problems: string;
            /**
             * @description Where every operation can be read about and tried
             * @example /docs
             */
            docs: string;
            /**
             * @description Where the OpenAPI document is
             * @example /openapi.yaml
             */
            openapi: string;
        };
    };
    responses: {
        /** @description The path, the query, a header field or the body is malformed or invalid; the error says where */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 400,
                 *       "error": "Bad Request",
                 *       "message": "the request is not valid: query /limit: Too big: expected number to be <=100",
                 *       "path": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z",
                 *       "errors": [
                 *         {
                 *           "in": "query",
                 *           "pointer": "/limit",
                 *           "message": "Too big: expected number to be <=100"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Failure"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><error><status>400</status><error>Bad Request</error><message>the request is not valid: query /limit: Too big: expected number to be &lt;=100</message><path>/example</path><timestamp>2026-01-31T12:00:00.000Z</timestamp><errors><in>query</in><pointer>/limit</pointer><message>Too big: expected number to be &lt;=100</message></errors></error> */
                "application/xml": components["schemas"]["Failure"];
            };
        };
        /** @description The resource does not exist */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 404,
                 *       "error": "Not Found",
                 *       "message": "there is nothing here",
                 *       "path": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["Failure"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><error><status>404</status><error>Not Found</error><message>there is nothing here</message><path>/example</path><timestamp>2026-01-31T12:00:00.000Z</timestamp></error> */
                "application/xml": components["schemas"]["Failure"];
            };
        };
        /** @description The version that the client has is still current */
        NotModified: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request has `If-None-Match: *`, so the client has an answer already */
        NotModifiedUntagged: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Any other failure, by `status`: the method is not supported (405), `Accept` allows no format (406), the body is late (408), too large (413) or of an unsupported type (415), there are too many requests (429), or the service fails (500, 503) */
        OtherFailure: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                Allow: components["headers"]["Allow"];
                Accept: components["headers"]["Accept"];
                "Accept-Encoding": components["headers"]["Accept-Encoding"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 500,
                 *       "error": "Internal Server Error",
                 *       "path": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["Failure"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><error><status>500</status><error>Internal Server Error</error><path>/example</path><timestamp>2026-01-31T12:00:00.000Z</timestamp></error> */
                "application/xml": components["schemas"]["Failure"];
            };
        };
        /** @description Any other failure, by `status`: the method is not supported (405), `Accept` allows no format (406), the body is late (408), too large (413) or of an unsupported type (415), there are too many requests (429), or the service fails (500, 503) */
        OtherFailureWithAcceptPatch: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                Allow: components["headers"]["Allow"];
                "Accept-Patch": components["headers"]["Accept-Patch"];
                Accept: components["headers"]["Accept"];
                "Accept-Encoding": components["headers"]["Accept-Encoding"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 500,
                 *       "error": "Internal Server Error",
                 *       "path": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["Failure"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><error><status>500</status><error>Internal Server Error</error><path>/example</path><timestamp>2026-01-31T12:00:00.000Z</timestamp></error> */
                "application/xml": components["schemas"]["Failure"];
            };
        };
        /** @description The resource has changed since the version that the request names */
        PreconditionFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 412,
                 *       "error": "Precondition Failed",
                 *       "message": "the resource has changed since the version that the request names",
                 *       "path": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["Failure"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><error><status>412</status><error>Precondition Failed</error><message>the resource has changed since the version that the request names</message><path>/example</path><timestamp>2026-01-31T12:00:00.000Z</timestamp></error> */
                "application/xml": components["schemas"]["Failure"];
            };
        };
        /** @description The request has `If-Match`, but the resource has no entity tag */
        PreconditionFailedUntagged: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 412,
                 *       "error": "Precondition Failed",
                 *       "message": "the resource has changed since the version that the request names",
                 *       "path": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["Failure"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><error><status>412</status><error>Precondition Failed</error><message>the resource has changed since the version that the request names</message><path>/example</path><timestamp>2026-01-31T12:00:00.000Z</timestamp></error> */
                "application/xml": components["schemas"]["Failure"];
            };
        };
        /** @description The request needs `If-Match` with the version that it changes */
        PreconditionRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 428,
                 *       "error": "Precondition Required",
                 *       "message": "this request must say in If-Match which version it means to change",
                 *       "path": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["Failure"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><error><status>428</status><error>Precondition Required</error><message>this request must say in If-Match which version it means to change</message><path>/example</path><timestamp>2026-01-31T12:00:00.000Z</timestamp></error> */
                "application/xml": components["schemas"]["Failure"];
            };
        };
        /** @description The service is temporarily unavailable */
        ServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                "Retry-After": components["headers"]["Retry-After"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": 503,
                 *       "error": "Service Unavailable",
                 *       "message": "the request took too long",
                 *       "path": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["Failure"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><error><status>503</status><error>Service Unavailable</error><message>the request took too long</message><path>/example</path><timestamp>2026-01-31T12:00:00.000Z</timestamp></error> */
                "application/xml": components["schemas"]["Failure"];
            };
        };
        /** @description The SKU is taken */
        SkuTakenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/sku-taken",
                 *       "title": "The SKU is taken",
                 *       "status": 409,
                 *       "detail": "another product has the SKU LAN-1 already",
                 *       "sku": "LAN-1"
                 *     }
                 */
                "application/problem+json": components["schemas"]["SkuTakenProblem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>/problems/sku-taken</type><title>The SKU is taken</title><status>409</status><detail>another product has the SKU LAN-1 already</detail><sku>LAN-1</sku></problem> */
                "application/problem+xml": components["schemas"]["SkuTakenProblem"];
            };
        };
    };
    parameters: {
        /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
        Format: "json" | "xml";
        /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
        FormatWithNdjsonCsv: "json" | "xml" | "ndjson" | "csv";
        /** @description Entity tags of which one must be that of the current version, or `*` for any version (RFC 9110 §13.1.1) */
        IfMatch: string;
        /** @description Entity tags of which one must be that of the current version, or `*` for any version (RFC 9110 §13.1.1) */
        IfMatchRequired: string;
        /** @description Entity tags of the versions that the client has; the answer is 304 if one is the current version (RFC 9110 §13.1.2) */
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The media types that bodies may have (RFC 9110 §12.5.1)
         * @example application/json, application/xml
         */
        Accept: string;
        /**
         * @description The content codings that bodies may have (RFC 9110 §12.5.3)
         * @example gzip, deflate, br
         */
        "Accept-Encoding": string;
        /**
         * @description The media types that patches may have (RFC 5789 §3.1)
         * @example application/merge-patch+json
         */
        "Accept-Patch": string;
        /**
         * @description The methods that the resource has (RFC 9110 §10.2.1)
         * @example GET, HEAD, OPTIONS
         */
        Allow: string;
        /**
         * @description The caches that may store the answer, and for how long (RFC 9111 §5.2)
         * @example no-cache
         */
        "Cache-Control": string;
        /**
         * @description The version of this representation, for `If-None-Match` and `If-Match` (RFC 9110 §8.8.3); pages for people have none
         * @example "7;json"
         */
        ETag: string;
        /** @description The URI of the resource (RFC 9110 §10.2.2) */
        Location: string;
        /**
         * @description The seconds to wait before the next try, or a date (RFC 9110 §10.2.3)
         * @example 2
         */
        "Retry-After": string;
        /**
         * @description Names `Accept`, on which the answer depends (RFC 9110 §12.5.5)
         * @example Accept
         */
        Vary: string;
        /**
         * @description The id under which the request is logged: that of the client where it sent one of 1 to 128 letters, digits, dots, underscores or hyphens
         * @example 5f0c3f6e-6d0e-4c7e-9a43-0f8f1d1f8c11
         */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    welcome: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service, and where to go from here */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "Endware shop",
                     *       "products": "/v1/products",
                     *       "problems": "/problems",
                     *       "docs": "/docs",
                     *       "openapi": "/openapi.yaml"
                     *     }
                     */
                    "application/json": components["schemas"]["Welcome"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><welcome><service>Endware shop</service><products>/v1/products</products><problems>/problems</problems><docs>/docs</docs><openapi>/openapi.yaml</openapi></welcome> */
                    "application/xml": components["schemas"]["Welcome"];
                };
            };
            304: components["responses"]["NotModifiedUntagged"];
            400: components["responses"]["BadRequest"];
            412: components["responses"]["PreconditionFailedUntagged"];
            default: components["responses"]["OtherFailure"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /**
                 * @description Only products of exactly this category
                 * @example Camping
                 */
                category?: string;
                /** @description The order, by name or by time; with `-` the last comes first */
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                /** @description How many products at most; without it 20, but all of them in NDJSON and CSV */
                limit?: number;
                /** @description Only what follows the page that has this in its `Link` with the relation `next`, in the same order; without it, from the first product on */
                after?: string;
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["FormatWithNdjsonCsv"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The products; an empty list when none fits */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description The next page, with the relation `next`; absent on the last page, and where there are no pages
                     * @example </v1/products?limit=20&after=MjE>; rel="next"
                     */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a",
                     *         "sku": "LAN-1",
                     *         "name": "Lantern",
                     *         "description": "Burns all night.",
                     *         "category": "Camping",
                     *         "price": {
                     *           "amount": 1999,
                     *           "currency": "EUR"
                     *         },
                     *         "stock": 3,
                     *         "version": 1,
                     *         "createdAt": "2026-01-31T12:00:00.000Z",
                     *         "updatedAt": "2026-01-31T12:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ProductList"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><products><product><id>0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a</id><sku>LAN-1</sku><name>Lantern</name><description>Burns all night.</description><category>Camping</category><price><amount>1999</amount><currency>EUR</currency></price><stock>3</stock><version>1</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt></product></products> */
                    "application/xml": components["schemas"]["ProductList"];
                };
            };
            304: components["responses"]["NotModifiedUntagged"];
            400: components["responses"]["BadRequest"];
            412: components["responses"]["PreconditionFailedUntagged"];
            /** @description The storage cannot be reached at the moment, or does not answer in time */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    createProduct: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sku": "LAN-1",
                 *       "name": "Lantern",
                 *       "description": "Burns all night.",
                 *       "category": "Camping",
                 *       "price": {
                 *         "amount": 1999,
                 *         "currency": "EUR"
                 *       },
                 *       "stock": 3
                 *     }
                 */
                "application/json": components["schemas"]["NewProduct"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><product><sku>LAN-1</sku><name>Lantern</name><description>Burns all night.</description><category>Camping</category><price><amount>1999</amount><currency>EUR</currency></price><stock>3</stock></product> */
                "application/xml": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            /** @description The product as it was stored */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a",
                     *       "sku": "LAN-1",
                     *       "name": "Lantern",
                     *       "description": "Burns all night.",
                     *       "category": "Camping",
                     *       "price": {
                     *         "amount": 1999,
                     *         "currency": "EUR"
                     *       },
                     *       "stock": 3,
                     *       "version": 1,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><product><id>0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a</id><sku>LAN-1</sku><name>Lantern</name><description>Burns all night.</description><category>Camping</category><price><amount>1999</amount><currency>EUR</currency></price><stock>3</stock><version>1</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt></product> */
                    "application/xml": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            409: components["responses"]["SkuTakenProblem"];
            /** @description The storage cannot be reached at the moment, or does not answer in time; whether the change was stored is not known */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    readProduct: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header?: {
                /** @description Entity tags of which one must be that of the current version, or `*` for any version (RFC 9110 §13.1.1) */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Entity tags of the versions that the client has; the answer is 304 if one is the current version (RFC 9110 §13.1.2) */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The id of a product
                 * @example 0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    ETag: components["headers"]["ETag"];
                    /**
                     * @description The list of products, with the relation `collection` (RFC 6573)
                     * @example </v1/products>; rel="collection"
                     */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a",
                     *       "sku": "LAN-1",
                     *       "name": "Lantern",
                     *       "description": "Burns all night.",
                     *       "category": "Camping",
                     *       "price": {
                     *         "amount": 1999,
                     *         "currency": "EUR"
                     *       },
                     *       "stock": 3,
                     *       "version": 1,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><product><id>0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a</id><sku>LAN-1</sku><name>Lantern</name><description>Burns all night.</description><category>Camping</category><price><amount>1999</amount><currency>EUR</currency></price><stock>3</stock><version>1</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt></product> */
                    "application/xml": components["schemas"]["Product"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            /** @description There is no such product */
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            /** @description The storage cannot be reached at the moment, or does not answer in time */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailureWithAcceptPatch"];
        };
    };
    replaceProduct: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header: {
                /** @description Entity tags of which one must be that of the current version, or `*` for any version (RFC 9110 §13.1.1) */
                "If-Match": components["parameters"]["IfMatchRequired"];
            };
            path: {
                /**
                 * @description The id of a product
                 * @example 0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sku": "LAN-1",
                 *       "name": "Lantern",
                 *       "description": "Burns all night.",
                 *       "category": "Camping",
                 *       "price": {
                 *         "amount": 1999,
                 *         "currency": "EUR"
                 *       },
                 *       "stock": 3
                 *     }
                 */
                "application/json": components["schemas"]["NewProduct"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><product><sku>LAN-1</sku><name>Lantern</name><description>Burns all night.</description><category>Camping</category><price><amount>1999</amount><currency>EUR</currency></price><stock>3</stock></product> */
                "application/xml": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            /** @description The product as it is now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    ETag: components["headers"]["ETag"];
                    /**
                     * @description The path of the product, whose representation the content is (RFC 9110 §8.7)
                     * @example /v1/products/0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a
                     */
                    "Content-Location"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a",
                     *       "sku": "LAN-1",
                     *       "name": "Lantern",
                     *       "description": "Burns all night.",
                     *       "category": "Camping",
                     *       "price": {
                     *         "amount": 1999,
                     *         "currency": "EUR"
                     *       },
                     *       "stock": 3,
                     *       "version": 1,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><product><id>0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a</id><sku>LAN-1</sku><name>Lantern</name><description>Burns all night.</description><category>Camping</category><price><amount>1999</amount><currency>EUR</currency></price><stock>3</stock><version>1</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt></product> */
                    "application/xml": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no such product */
            404: components["responses"]["NotFound"];
            409: components["responses"]["SkuTakenProblem"];
            /** @description The product has been changed since the version that the request names */
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            /** @description The storage cannot be reached at the moment, or does not answer in time; whether the change was stored is not known */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailureWithAcceptPatch"];
        };
    };
    deleteProduct: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header: {
                /** @description Entity tags of which one must be that of the current version, or `*` for any version (RFC 9110 §13.1.1) */
                "If-Match": components["parameters"]["IfMatchRequired"];
            };
            path: {
                /**
                 * @description The id of a product
                 * @example 0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product is gone */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no such product */
            404: components["responses"]["NotFound"];
            /** @description The product has been changed since the version that the request names */
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            /** @description The storage cannot be reached at the moment, or does not answer in time; whether the change was stored is not known */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailureWithAcceptPatch"];
        };
    };
    changeProduct: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header: {
                /** @description Entity tags of which one must be that of the current version, or `*` for any version (RFC 9110 §13.1.1) */
                "If-Match": components["parameters"]["IfMatchRequired"];
            };
            path: {
                /**
                 * @description The id of a product
                 * @example 0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "price": {
                 *         "amount": 1799
                 *       },
                 *       "stock": 2
                 *     }
                 */
                "application/json": components["schemas"]["ProductPatch"];
                /**
                 * @example {
                 *       "price": {
                 *         "amount": 1799
                 *       },
                 *       "stock": 2
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["ProductPatch"];
            };
        };
        responses: {
            /** @description The product as it is now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    ETag: components["headers"]["ETag"];
                    /**
                     * @description The path of the product, whose representation the content is (RFC 9110 §8.7)
                     * @example /v1/products/0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a
                     */
                    "Content-Location"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a",
                     *       "sku": "LAN-1",
                     *       "name": "Lantern",
                     *       "description": "Burns all night.",
                     *       "category": "Camping",
                     *       "price": {
                     *         "amount": 1999,
                     *         "currency": "EUR"
                     *       },
                     *       "stock": 3,
                     *       "version": 1,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><product><id>0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a</id><sku>LAN-1</sku><name>Lantern</name><description>Burns all night.</description><category>Camping</category><price><amount>1999</amount><currency>EUR</currency></price><stock>3</stock><version>1</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt></product> */
                    "application/xml": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description There is no such product */
            404: components["responses"]["NotFound"];
            409: components["responses"]["SkuTakenProblem"];
            /** @description The product has been changed since the version that the request names */
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            /** @description The storage cannot be reached at the moment, or does not answer in time; whether the change was stored is not known */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailureWithAcceptPatch"];
        };
    };
    listProblems: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every kind of problem */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "type": "/problems/sku-taken",
                     *         "title": "The SKU is taken",
                     *         "status": 409,
                     *         "description": "No two products of the shop have the same stock-keeping unit. Choose another one, or look for the product that has it already.",
                     *         "example": {
                     *           "type": "/problems/sku-taken",
                     *           "title": "The SKU is taken",
                     *           "status": 409,
                     *           "detail": "another product has the SKU LAN-1 already",
                     *           "sku": "LAN-1"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ProblemList"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><problemKinds><problemKind><type>/problems/sku-taken</type><title>The SKU is taken</title><status>409</status><description>No two products of the shop have the same stock-keeping unit. Choose another one, or look for the product that has it already.</description><example><type>/problems/sku-taken</type><title>The SKU is taken</title><status>409</status><detail>another product has the SKU LAN-1 already</detail><sku>LAN-1</sku></example></problemKind></problemKinds> */
                    "application/xml": components["schemas"]["ProblemList"];
                };
            };
            304: components["responses"]["NotModifiedUntagged"];
            400: components["responses"]["BadRequest"];
            412: components["responses"]["PreconditionFailedUntagged"];
            default: components["responses"]["OtherFailure"];
        };
    };
    readProblem: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header?: never;
            path: {
                /** @example sku-taken */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the problem means */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "/problems/sku-taken",
                     *       "title": "The SKU is taken",
                     *       "status": 409,
                     *       "description": "No two products of the shop have the same stock-keeping unit. Choose another one, or look for the product that has it already.",
                     *       "example": {
                     *         "type": "/problems/sku-taken",
                     *         "title": "The SKU is taken",
                     *         "status": 409,
                     *         "detail": "another product has the SKU LAN-1 already",
                     *         "sku": "LAN-1"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ProblemKind"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><problemKind><type>/problems/sku-taken</type><title>The SKU is taken</title><status>409</status><description>No two products of the shop have the same stock-keeping unit. Choose another one, or look for the product that has it already.</description><example><type>/problems/sku-taken</type><title>The SKU is taken</title><status>409</status><detail>another product has the SKU LAN-1 already</detail><sku>LAN-1</sku></example></problemKind> */
                    "application/xml": components["schemas"]["ProblemKind"];
                };
            };
            304: components["responses"]["NotModifiedUntagged"];
            400: components["responses"]["BadRequest"];
            /** @description There is no problem of this name */
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailedUntagged"];
            default: components["responses"]["OtherFailure"];
        };
    };
}
