// Made from openapi.yaml by `npm run openapi`.
export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports that the process of this instance runs
         * @description It says nothing about the database: a restart of this instance would not mend that.
         */
        get: operations["readLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports whether this instance can take requests
         * @description It names every part with its state. A part that is not required does not make the instance unready; when it is not ready, `degraded` has its name.
         */
        get: operations["readReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/v1/products/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add and change many products from a file
         * @description The content is NDJSON (`application/x-ndjson`), a product a line, or CSV (`text/csv`) whose first line names the columns, such as an export; at most 100000 lines and 50 MiB. A product whose SKU is new is added. Another one gets the contents of its line, whatever its version. A SKU counts once in a file; its repetitions are refused. The file is read to its end before the first product is stored. When the client breaks off, the rest of the file is not stored.
         */
        post: operations["importProducts"];
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
    "/v1/products/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All products in a file
         * @description NDJSON, CSV, XML or JSON of any length, written as fast as the client reads. On PostgreSQL it is what the products were at one moment. No more than a few exports run at once; another one gets a 503. A connection that breaks off means that the file is not complete.
         */
        get: operations["exportProducts"];
        put?: never;
        post?: never;
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
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The orders of the caller
         * @description With the scope `orders:any`, those of all customers. The latest first, without their lines; the next page, where there is one, is the target of the `Link` field whose relation is `next`. NDJSON and CSV have all orders that follow `after` instead, unless there is a `limit`.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Place an order
         * @description At the present prices, for the subject of the token. Its pieces are taken from stock: all of them, or none. The same request with the same `Idempotency-Key` is answered in the same way, and changes nothing more. While the first one is handled, a second gets a 409; a key that was used for other content is a 422.
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An order
         * @description An order
         */
        get: operations["readOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order
         * @description Until it is shipped. Its pieces go back to stock, and its payment is to be returned. The same request with the same `Idempotency-Key` is answered in the same way, and changes nothing more. While the first one is handled, a second gets a 409; a key that was used for other content is a 422.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events of an order as they happen
         * @description Server-sent events: those of the past, then each new one, whichever instance changes the order. The `id` of an event is the version that it gave the order, without gaps. A client that comes back with `Last-Event-ID` gets what it has missed, each event once. The stream ends after the last event of an order that is delivered or cancelled, and for other orders from time to time, so that the client authenticates anew; a client that comes back to an order that is over gets a 204, after which `EventSource` stays away.
         *
         *     Without events, a comment is sent every 15 seconds.
         */
        get: operations["watchOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a payment or shipment
         * @description An event has one effect, however often it is sent: its `source` and `id` are stored with the effect. An event that comes too early, such as a shipment before the payment, is a 409: send it again later. A payment that does not pay for its order is recorded, and the event `order.refund-requested` asks for its return.
         */
        post: operations["receiveEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a token for a cookie
         * @description For browsers, whose `EventSource` sends no token. The cookie is good for GET and HEAD below `/v1` alone, with the scopes `orders:read` and `orders:any` of the token. It ends with the token, after one hour at the latest. Scripts cannot read it, and browsers do not send it with requests that other sites cause.
         */
        post: operations["beginSession"];
        /**
         * Remove the cookie of a session
         * @description Remove the cookie of a session
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
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
        /** @description Send the same request again a little later: it is then answered as the one that is being handled. */
        IdempotencyKeyInFlightProblem: {
            /** @constant */
            type: "/problems/idempotency-key-in-flight";
            /** @constant */
            title: "A request with this idempotency key is being handled";
            /** @constant */
            status: 409;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
        };
        /** @description A key stands for one request and its content. Use a new key for a new request. */
        IdempotencyKeyReusedProblem: {
            /** @constant */
            type: "/problems/idempotency-key-reused";
            /** @constant */
            title: "The idempotency key was used for another request";
            /** @constant */
            status: 422;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
        };
        /** @description An order can be cancelled until it is shipped. Read it to see its status. */
        IllegalOrderStepProblem: {
            /** @constant */
            type: "/problems/illegal-order-step";
            /** @constant */
            title: "The order cannot take this step";
            /** @constant */
            status: 409;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /**
             * @description The status of the order
             * @enum {string}
             */
            from: "placed" | "paid" | "shipped" | "delivered" | "cancelled";
            /**
             * @description The status that it cannot get
             * @enum {string}
             */
            to: "placed" | "paid" | "shipped" | "delivered" | "cancelled";
        };
        /** @description The file was to be imported as a whole, and some of its records are refused. Correct them, or import line by line with `mode=lines`. */
        ImportRefusedProblem: {
            /** @constant */
            type: "/problems/import-refused";
            /** @constant */
            title: "Nothing was imported";
            /** @constant */
            status: 422;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /** @description The first 100 faults of the records */
            errors: {
                /** @description The line on which the record begins */
                line: number;
                /** @constant */
                in: "body";
                /** @description The place in the record, as a JSON Pointer (RFC 6901) */
                pointer: string;
                message: string;
            }[];
        };
        /** @description What became of a record */
        ImportResult: {
            /**
             * @description The line on which the record begins
             * @example 1
             */
            line: number;
            /**
             * SKU
             * @example LAN-1
             */
            sku?: string;
            /**
             * @example created
             * @enum {string}
             */
            outcome: "created" | "updated" | "unchanged" | "refused";
            /** @description The reasons of a refusal, each with the member that is wrong; empty for the whole record */
            errors?: {
                path: string;
                message: string;
            }[];
        };
        ImportResults: components["schemas"]["ImportResult"][];
        /** @description A CloudEvent 1.0 in JSON; further attributes are ignored */
        IncomingEvent: components["schemas"]["IncomingEventPaymentReceived"] | components["schemas"]["IncomingEventShipmentShipped"] | components["schemas"]["IncomingEventShipmentDelivered"];
        /** @description Money was received for an order. */
        IncomingEventPaymentReceived: {
            /** @constant */
            specversion: "1.0";
            /**
             * @description Unique for the source: a repetition with the same id has no effect
             * @example pay-1001
             */
            id: string;
            /**
             * @description The system that sends the message, as a URI reference
             * @example /payments
             */
            source: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "payment.received";
            subject?: string;
            /** Format: date-time */
            time?: string;
            /** @constant */
            datacontenttype?: "application/json";
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /**
                 * Format: uuid
                 * @description The id of the order
                 */
                orderId: string;
                /**
                 * @description The id of the payment at its provider: a payment is recorded once
                 * @example p-1001
                 */
                paymentId: string;
                amount: {
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
            };
        };
        /** @description The carrier has delivered the order. */
        IncomingEventShipmentDelivered: {
            /** @constant */
            specversion: "1.0";
            /**
             * @description Unique for the source: a repetition with the same id has no effect
             * @example pay-1001
             */
            id: string;
            /**
             * @description The system that sends the message, as a URI reference
             * @example /payments
             */
            source: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "shipment.delivered";
            subject?: string;
            /** Format: date-time */
            time?: string;
            /** @constant */
            datacontenttype?: "application/json";
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /**
                 * Format: uuid
                 * @description The id of the order
                 */
                orderId: string;
            };
        };
        /** @description The order was handed to the carrier. */
        IncomingEventShipmentShipped: {
            /** @constant */
            specversion: "1.0";
            /**
             * @description Unique for the source: a repetition with the same id has no effect
             * @example pay-1001
             */
            id: string;
            /**
             * @description The system that sends the message, as a URI reference
             * @example /payments
             */
            source: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "shipment.shipped";
            subject?: string;
            /** Format: date-time */
            time?: string;
            /** @constant */
            datacontenttype?: "application/json";
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /**
                 * Format: uuid
                 * @description The id of the order
                 */
                orderId: string;
            };
        };
        InvalidProblemField: {
            /** @enum {string} */
            in: "path" | "query" | "header" | "cookie" | "body";
            /** @description The place in that part, as a JSON Pointer (RFC 6901); empty for the whole part */
            pointer: string;
            message: string;
        };
        Liveness: {
            /**
             * @example alive
             * @constant
             */
            status: "alive";
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
        /** @description What a customer orders; names and prices are those of the catalogue */
        NewOrder: {
            /**
             * @description Each of another product
             * @example [
             *       {
             *         "productId": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
             *         "quantity": 2
             *       },
             *       {
             *         "productId": "463036c6-36de-47ad-bb0d-c58d793aac07",
             *         "quantity": 1
             *       }
             *     ]
             */
            lines: components["schemas"]["WantedLine"][];
        };
        /** @description What a client says about a product; anything else in a body is refused */
        NewProduct: {
            /**
             * SKU
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
             * in stock
             * @description Pieces in stock
             * @example 3
             */
            stock: number;
        };
        /** @description The service starts, stops, or has lost its database. Send requests to another instance, and ask this one again later. */
        NotReadyProblem: {
            /** @constant */
            type: "/problems/not-ready";
            /** @constant */
            title: "The service is not ready";
            /** @constant */
            status: 503;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /**
             * @description The names of the parts that are not ready and not required: the instance serves without them
             * @example [
             *       "broker"
             *     ]
             */
            degraded: string[];
            /** @description Every part of the service */
            parts: {
                /**
                 * @description The name of the part
                 * @example database
                 */
                name: string;
                /** @example true */
                ready: boolean;
                /**
                 * @description Whether the service is not ready without it
                 * @example true
                 */
                required: boolean;
                /**
                 * @description Why it is not ready
                 * @example it is shutting down
                 */
                detail?: string;
            }[];
        };
        /** @description An order, with its life so far */
        Order: {
            /**
             * Format: uuid
             * @description Given by the service
             */
            id: string;
            /**
             * @description The subject of the token that placed it
             * @example customer-1
             */
            customerId: string;
            /**
             * @description The place in its life: placed, then paid, shipped and delivered; cancelled instead, on request until it is shipped, or when it is not paid in time
             * @enum {string}
             */
            status: "placed" | "paid" | "shipped" | "delivered" | "cancelled";
            /**
             * @description Why it was cancelled: on request, or because it was not paid in time
             * @enum {string}
             */
            cancelReason?: "requested" | "unpaid";
            /**
             * @description The payment that paid for it
             * @example pay-1
             */
            paymentId?: string;
            /** @description The sum of all lines */
            total: {
                /**
                 * @description In minor units of the currency, such as cents
                 * @example 4030
                 */
                amount: number;
                /**
                 * @description ISO 4217 code
                 * @example EUR
                 */
                currency: string;
            };
            lines: components["schemas"]["OrderLine"][];
            /** @description Grows by one with each event of the order */
            version: number;
            /**
             * Placed
             * Format: date-time
             * @description When it was placed
             */
            placedAt: string;
            /**
             * Changed
             * Format: date-time
             * @description When it last changed
             */
            updatedAt: string;
            /**
             * To be paid by
             * Format: date-time
             * @description When it is cancelled unless it is paid by then
             */
            payBy: string;
        };
        /** @description What happened to the order, as a CloudEvent */
        OrderEvent: components["schemas"]["OrderEventOrderPlaced"] | components["schemas"]["OrderEventOrderPaid"] | components["schemas"]["OrderEventOrderShipped"] | components["schemas"]["OrderEventOrderDelivered"] | components["schemas"]["OrderEventOrderCancelled"] | components["schemas"]["OrderEventOrderExpired"] | components["schemas"]["OrderEventOrderRefundRequested"];
        /** @description The order was cancelled on request, and its pieces went back to stock. */
        OrderEventOrderCancelled: {
            /** @constant */
            specversion: "1.0";
            /**
             * Format: uuid
             * @description The same at every delivery of the event: recognize repetitions by it
             */
            id: string;
            /** @constant */
            source: "urn:endware:shop";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.cancelled";
            /**
             * Format: uuid
             * @description The id of the order
             */
            subject: string;
            /**
             * Format: date-time
             * @description The time of the change, in UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /**
             * @description The place of the event among those of its order, without gaps (CloudEvents extension "Sequence")
             * @example 0000000001
             */
            sequence: string;
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /** Format: uuid */
                orderId: string;
                /** @description The version of the order after the change; also in `sequence` */
                version: number;
                /** @description The subject that placed the order */
                customerId: string;
                lines: {
                    /** Format: uuid */
                    productId: string;
                    sku: string;
                    quantity: number;
                }[];
                total: {
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
            };
        };
        /** @description The order has arrived. */
        OrderEventOrderDelivered: {
            /** @constant */
            specversion: "1.0";
            /**
             * Format: uuid
             * @description The same at every delivery of the event: recognize repetitions by it
             */
            id: string;
            /** @constant */
            source: "urn:endware:shop";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.delivered";
            /**
             * Format: uuid
             * @description The id of the order
             */
            subject: string;
            /**
             * Format: date-time
             * @description The time of the change, in UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /**
             * @description The place of the event among those of its order, without gaps (CloudEvents extension "Sequence")
             * @example 0000000001
             */
            sequence: string;
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /** Format: uuid */
                orderId: string;
                /** @description The version of the order after the change; also in `sequence` */
                version: number;
                /** @description The subject that placed the order */
                customerId: string;
            };
        };
        /** @description The order was not paid in time: it is cancelled, and its pieces went back to stock. */
        OrderEventOrderExpired: {
            /** @constant */
            specversion: "1.0";
            /**
             * Format: uuid
             * @description The same at every delivery of the event: recognize repetitions by it
             */
            id: string;
            /** @constant */
            source: "urn:endware:shop";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.expired";
            /**
             * Format: uuid
             * @description The id of the order
             */
            subject: string;
            /**
             * Format: date-time
             * @description The time of the change, in UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /**
             * @description The place of the event among those of its order, without gaps (CloudEvents extension "Sequence")
             * @example 0000000001
             */
            sequence: string;
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /** Format: uuid */
                orderId: string;
                /** @description The version of the order after the change; also in `sequence` */
                version: number;
                /** @description The subject that placed the order */
                customerId: string;
                lines: {
                    /** Format: uuid */
                    productId: string;
                    sku: string;
                    quantity: number;
                }[];
                total: {
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
            };
        };
        /** @description A payment of exactly the total arrived. */
        OrderEventOrderPaid: {
            /** @constant */
            specversion: "1.0";
            /**
             * Format: uuid
             * @description The same at every delivery of the event: recognize repetitions by it
             */
            id: string;
            /** @constant */
            source: "urn:endware:shop";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.paid";
            /**
             * Format: uuid
             * @description The id of the order
             */
            subject: string;
            /**
             * Format: date-time
             * @description The time of the change, in UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /**
             * @description The place of the event among those of its order, without gaps (CloudEvents extension "Sequence")
             * @example 0000000001
             */
            sequence: string;
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /** Format: uuid */
                orderId: string;
                /** @description The version of the order after the change; also in `sequence` */
                version: number;
                /** @description The subject that placed the order */
                customerId: string;
                paymentId: string;
                amount: {
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
            };
        };
        /** @description An order was placed, and its pieces were taken from stock. */
        OrderEventOrderPlaced: {
            /** @constant */
            specversion: "1.0";
            /**
             * Format: uuid
             * @description The same at every delivery of the event: recognize repetitions by it
             */
            id: string;
            /** @constant */
            source: "urn:endware:shop";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.placed";
            /**
             * Format: uuid
             * @description The id of the order
             */
            subject: string;
            /**
             * Format: date-time
             * @description The time of the change, in UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /**
             * @description The place of the event among those of its order, without gaps (CloudEvents extension "Sequence")
             * @example 0000000001
             */
            sequence: string;
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /** Format: uuid */
                orderId: string;
                /** @description The version of the order after the change; also in `sequence` */
                version: number;
                /** @description The subject that placed the order */
                customerId: string;
                lines: {
                    /** Format: uuid */
                    productId: string;
                    sku: string;
                    quantity: number;
                    unitPrice: {
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
                }[];
                total: {
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
                /**
                 * Format: date-time
                 * @description The time until which the order must be paid
                 */
                payBy: string;
            };
        };
        /** @description A payment is to be returned: it came for a cancelled or paid order, was not the total, or its order was cancelled later. */
        OrderEventOrderRefundRequested: {
            /** @constant */
            specversion: "1.0";
            /**
             * Format: uuid
             * @description The same at every delivery of the event: recognize repetitions by it
             */
            id: string;
            /** @constant */
            source: "urn:endware:shop";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.refund-requested";
            /**
             * Format: uuid
             * @description The id of the order
             */
            subject: string;
            /**
             * Format: date-time
             * @description The time of the change, in UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /**
             * @description The place of the event among those of its order, without gaps (CloudEvents extension "Sequence")
             * @example 0000000001
             */
            sequence: string;
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /** Format: uuid */
                orderId: string;
                /** @description The version of the order after the change; also in `sequence` */
                version: number;
                /** @description The subject that placed the order */
                customerId: string;
                paymentId: string;
                amount: {
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
                /** @enum {string} */
                reason: "order-cancelled" | "already-paid" | "wrong-amount";
            };
        };
        /** @description The order is on its way. */
        OrderEventOrderShipped: {
            /** @constant */
            specversion: "1.0";
            /**
             * Format: uuid
             * @description The same at every delivery of the event: recognize repetitions by it
             */
            id: string;
            /** @constant */
            source: "urn:endware:shop";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "order.shipped";
            /**
             * Format: uuid
             * @description The id of the order
             */
            subject: string;
            /**
             * Format: date-time
             * @description The time of the change, in UTC
             */
            time: string;
            /** @constant */
            datacontenttype: "application/json";
            /**
             * @description The place of the event among those of its order, without gaps (CloudEvents extension "Sequence")
             * @example 0000000001
             */
            sequence: string;
            /**
             * @description The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")
             * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
             */
            traceparent?: string;
            /** @description Beside `traceparent`: what vendors add to the trace */
            tracestate?: string;
            data: {
                /** Format: uuid */
                orderId: string;
                /** @description The version of the order after the change; also in `sequence` */
                version: number;
                /** @description The subject that placed the order */
                customerId: string;
            };
        };
        OrderLine: {
            /**
             * Format: uuid
             * @example 449f7f04-ef38-4cef-8cd9-6343c1eb768b
             */
            productId: string;
            /**
             * SKU
             * @example CT-1001
             */
            sku: string;
            /**
             * @description At the time of the order
             * @example Espresso Roast Napoli
             */
            name: string;
            /**
             * @description Pieces
             * @example 2
             */
            quantity: number;
            /** @description The price of one piece at the time of the order */
            unitPrice: {
                /**
                 * @description In minor units of the currency, such as cents
                 * @example 1290
                 */
                amount: number;
                /**
                 * @description ISO 4217 code
                 * @example EUR
                 */
                currency: string;
            };
            /** @description The price of all pieces */
            total: {
                /**
                 * @description In minor units of the currency, such as cents
                 * @example 2580
                 */
                amount: number;
                /**
                 * @description ISO 4217 code
                 * @example EUR
                 */
                currency: string;
            };
        };
        OrderList: components["schemas"]["OrderSummary"][];
        /** @description An order without its lines */
        OrderSummary: {
            /**
             * Format: uuid
             * @description Given by the service
             */
            id: string;
            /**
             * @description The subject of the token that placed it
             * @example customer-1
             */
            customerId: string;
            /**
             * @description The place in its life: placed, then paid, shipped and delivered; cancelled instead, on request until it is shipped, or when it is not paid in time
             * @enum {string}
             */
            status: "placed" | "paid" | "shipped" | "delivered" | "cancelled";
            /**
             * @description Why it was cancelled: on request, or because it was not paid in time
             * @enum {string}
             */
            cancelReason?: "requested" | "unpaid";
            /**
             * @description The payment that paid for it
             * @example pay-1
             */
            paymentId?: string;
            /** @description The sum of all lines */
            total: {
                /**
                 * @description In minor units of the currency, such as cents
                 * @example 4030
                 */
                amount: number;
                /**
                 * @description ISO 4217 code
                 * @example EUR
                 */
                currency: string;
            };
            /** @description Grows by one with each event of the order */
            version: number;
            /**
             * Placed
             * Format: date-time
             * @description When it was placed
             */
            placedAt: string;
            /**
             * Changed
             * Format: date-time
             * @description When it last changed
             */
            updatedAt: string;
            /**
             * To be paid by
             * Format: date-time
             * @description When it is cancelled unless it is paid by then
             */
            payBy: string;
        };
        /** @description Nothing was taken from stock. Order what is left of these products, or come back later. The shop may keep the last piece of each product. */
        OutOfStockProblem: {
            /** @constant */
            type: "/problems/out-of-stock";
            /** @constant */
            title: "There is not enough in stock";
            /** @constant */
            status: 409;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /** @description The lines that cannot be had, and what is left */
            shortages: {
                /** @example 449f7f04-ef38-4cef-8cd9-6343c1eb768b */
                productId: string;
                /** @description Pieces that the order wants */
                wanted: number;
                /** @description Pieces that can be ordered */
                left: number;
            }[];
        };
        /** @description A part of the service */
        Part: {
            /**
             * @description The name of the part
             * @example database
             */
            name: string;
            /** @example true */
            ready: boolean;
            /**
             * @description Whether the service is not ready without it
             * @example true
             */
            required: boolean;
            /**
             * @description Why it is not ready
             * @example it is shutting down
             */
            detail?: string;
        };
        /** @description Any failure, as problem details (RFC 9457) */
        Problem: {
            /**
             * Format: uri-reference
             * @description The URI of the problem type, which leads to its description
             */
            type: string;
            /** @description A summary of the problem type */
            title: string;
            status: number;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** @description A hint at how to solve the failure */
            help?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /** @description The invalid parts of the request */
            errors?: components["schemas"]["InvalidProblemField"][];
        } & {
            [key: string]: unknown;
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
             * @description Assigned by the service
             */
            id: string;
            /**
             * SKU
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
             * in stock
             * @description Pieces in stock
             * @example 3
             */
            stock: number;
            /** @description Grows by one with each change */
            version: number;
            /**
             * added
             * Format: date-time
             * @description The time of its addition
             */
            createdAt: string;
            /**
             * changed
             * Format: date-time
             * @description The time of its last change
             */
            updatedAt: string;
        };
        ProductList: components["schemas"]["Product"][];
        /** @description A merge patch (RFC 7396): members that are left out keep their values, those of the price too. A product needs all of its members, so none may be `null` */
        ProductPatch: {
            /**
             * SKU
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
             * in stock
             * @description Pieces in stock
             * @example 3
             */
            stock?: number;
        };
        /** @description The selection of products: filter, order and page */
        ProductQuery: {
            /**
             * @description Only products of exactly this category
             * @example Coffee and Tea
             */
            category?: string;
            /**
             * @description Only products with all of these words in their SKU, name, category or description, in small or capital letters; `"two words"` stand side by side, `-word` is absent, `or` stands between alternatives
             * @example arabica
             */
            search?: string;
            /**
             * @description Only products with a price in this currency, an ISO 4217 code; needed wherever prices are compared
             * @example EUR
             */
            currency?: string;
            /**
             * @description The lowest price, in minor units of `currency`. A shop may switch it off: it is then not allowed, as any unknown name is
             * @example 1000
             */
            minPrice?: number;
            /**
             * @description The highest price, in minor units of `currency`. A shop may switch it off: it is then not allowed, as any unknown name is
             * @example 999999
             */
            maxPrice?: number;
            /**
             * @description Only products that are in stock; `false` for those that are not
             * @example true
             */
            inStock?: boolean;
            /**
             * @description The order, by name, by price within a `currency`, or by time; with `-` the last comes first
             * @default name
             * @enum {string}
             */
            sort: "name" | "-name" | "price" | "-price" | "createdAt" | "-createdAt";
            /** @description How many products at most; without it 20, but all of them in NDJSON and CSV */
            limit?: number;
            /** @description Only what follows the page that has this in its `Link` with the relation `next`, in the same order; without it, from the first product on */
            after?: string;
        };
        Readiness: {
            /**
             * @example ready
             * @constant
             */
            status: "ready";
            /**
             * @description The names of the parts that are not ready and not required: the instance serves without them
             * @example [
             *       "broker"
             *     ]
             */
            degraded: string[];
            /** @description Every part of the service */
            parts: components["schemas"]["Part"][];
        };
        /** @description The order after an event */
        Receipt: {
            /** Format: uuid */
            orderId: string;
            /**
             * @description The status of the order now
             * @enum {string}
             */
            status: "placed" | "paid" | "shipped" | "delivered" | "cancelled";
            /** @description The version of the order now */
            version: number;
            /** @description Whether the event came before, so that nothing changed */
            repeated: boolean;
        };
        /** @description The prices of these products are in several currencies. Place an order for each currency. */
        SeveralCurrenciesProblem: {
            /** @constant */
            type: "/problems/several-currencies";
            /** @constant */
            title: "An order has one currency";
            /** @constant */
            status: 422;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /** @description The currencies of the products */
            currencies: string[];
        };
        /** @description Every product of the shop has its own stock-keeping unit. Choose another one, or find the product that has this one. */
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
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /** @description The SKU that is taken */
            sku: string;
        };
        /** @description The products may have been removed. Look for them in the list of products. */
        UnknownProductsProblem: {
            /** @constant */
            type: "/problems/unknown-products";
            /** @constant */
            title: "The catalogue does not have these products";
            /** @constant */
            status: 422;
            /** @description The details of this occurrence */
            detail?: string;
            /**
             * Format: uri-reference
             * @description The URI of this occurrence
             */
            instance?: string;
            /** Format: date-time */
            timestamp?: string;
            /** @description The id under which the request is logged */
            requestId?: string;
            /** @description The products that do not exist */
            productIds: string[];
        };
        WantedLine: {
            /**
             * Format: uuid
             * @description The id of a product
             */
            productId: string;
            /** @description Pieces */
            quantity: number;
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
             * @description Where the orders are; they need a token
             * @example /v1/orders
             */
            orders: string;
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
                 *       "type": "about:blank",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "the request is not valid: limit must be at most 100",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z",
                 *       "errors": [
                 *         {
                 *           "in": "query",
                 *           "pointer": "/limit",
                 *           "message": "limit must be at most 100"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Bad Request</title><status>400</status><detail>the request is not valid: limit must be at most 100</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp><errors><i><in>query</in><pointer>/limit</pointer><message>limit must be at most 100</message></i></errors></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The path, the query, a header field or the body is malformed or invalid; the error says where */
        BadRequestWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "the request is not valid: limit must be at most 100",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z",
                 *       "errors": [
                 *         {
                 *           "in": "query",
                 *           "pointer": "/limit",
                 *           "message": "limit must be at most 100"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Bad Request</title><status>400</status><detail>the request is not valid: limit must be at most 100</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp><errors><i><in>query</in><pointer>/limit</pointer><message>limit must be at most 100</message></i></errors></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The path, the query, a header field or the body is malformed or invalid; the error says where */
        BadRequestWithChallenge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "the request is not valid: limit must be at most 100",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z",
                 *       "errors": [
                 *         {
                 *           "in": "query",
                 *           "pointer": "/limit",
                 *           "message": "limit must be at most 100"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Bad Request</title><status>400</status><detail>the request is not valid: limit must be at most 100</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp><errors><i><in>query</in><pointer>/limit</pointer><message>limit must be at most 100</message></i></errors></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The path, the query, a header field or the body is malformed or invalid; the error says where */
        BadRequestWithChallengeWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Bad Request",
                 *       "status": 400,
                 *       "detail": "the request is not valid: limit must be at most 100",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z",
                 *       "errors": [
                 *         {
                 *           "in": "query",
                 *           "pointer": "/limit",
                 *           "message": "limit must be at most 100"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Bad Request</title><status>400</status><detail>the request is not valid: limit must be at most 100</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp><errors><i><in>query</in><pointer>/limit</pointer><message>limit must be at most 100</message></i></errors></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The credentials of the request do not allow this operation */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "the token lacks a scope",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Forbidden</title><status>403</status><detail>the token lacks a scope</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The credentials of the request do not allow this operation */
        ForbiddenWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Forbidden",
                 *       "status": 403,
                 *       "detail": "the token lacks a scope",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Forbidden</title><status>403</status><detail>the token lacks a scope</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The idempotency key was used for another request */
        IdempotencyKeyReusedProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/idempotency-key-reused",
                 *       "title": "The idempotency key was used for another request",
                 *       "status": 422,
                 *       "detail": "this idempotency key was used for another request: use a new key for a new request"
                 *     }
                 */
                "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>/problems/idempotency-key-reused</type><title>The idempotency key was used for another request</title><status>422</status><detail>this idempotency key was used for another request: use a new key for a new request</detail></problem> */
                "application/problem+xml": components["schemas"]["IdempotencyKeyReusedProblem"];
            };
        };
        /** @description The idempotency key was used for another request; The catalogue does not have these products; An order has one currency */
        IdempotencyKeyReusedProblemUnknownProductsProblemSeveralCurrenciesProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/idempotency-key-reused",
                 *       "title": "The idempotency key was used for another request",
                 *       "status": 422,
                 *       "detail": "this idempotency key was used for another request: use a new key for a new request"
                 *     }
                 */
                "application/problem+json": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["UnknownProductsProblem"] | components["schemas"]["SeveralCurrenciesProblem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>/problems/idempotency-key-reused</type><title>The idempotency key was used for another request</title><status>422</status><detail>this idempotency key was used for another request: use a new key for a new request</detail></problem> */
                "application/problem+xml": components["schemas"]["IdempotencyKeyReusedProblem"] | components["schemas"]["UnknownProductsProblem"] | components["schemas"]["SeveralCurrenciesProblem"];
            };
        };
        /** @description The order cannot take this step */
        IllegalOrderStepProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/illegal-order-step",
                 *       "title": "The order cannot take this step",
                 *       "status": 409,
                 *       "detail": "an order that is shipped cannot become cancelled",
                 *       "from": "shipped",
                 *       "to": "cancelled"
                 *     }
                 */
                "application/problem+json": components["schemas"]["IllegalOrderStepProblem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>/problems/illegal-order-step</type><title>The order cannot take this step</title><status>409</status><detail>an order that is shipped cannot become cancelled</detail><from>shipped</from><to>cancelled</to></problem> */
                "application/problem+xml": components["schemas"]["IllegalOrderStepProblem"];
            };
        };
        /** @description The order cannot take this step; A request with this idempotency key is being handled */
        IllegalOrderStepProblemIdempotencyKeyInFlightProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/illegal-order-step",
                 *       "title": "The order cannot take this step",
                 *       "status": 409,
                 *       "detail": "an order that is shipped cannot become cancelled",
                 *       "from": "shipped",
                 *       "to": "cancelled"
                 *     }
                 */
                "application/problem+json": components["schemas"]["IllegalOrderStepProblem"] | components["schemas"]["IdempotencyKeyInFlightProblem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>/problems/illegal-order-step</type><title>The order cannot take this step</title><status>409</status><detail>an order that is shipped cannot become cancelled</detail><from>shipped</from><to>cancelled</to></problem> */
                "application/problem+xml": components["schemas"]["IllegalOrderStepProblem"] | components["schemas"]["IdempotencyKeyInFlightProblem"];
            };
        };
        /** @description Nothing was imported */
        ImportRefusedProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/import-refused",
                 *       "title": "Nothing was imported",
                 *       "status": 422,
                 *       "detail": "nothing was imported: 1 record is refused",
                 *       "errors": [
                 *         {
                 *           "line": 2,
                 *           "in": "body",
                 *           "pointer": "/stock",
                 *           "message": "stock must be an integer from 0 to 1000000000"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["ImportRefusedProblem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>/problems/import-refused</type><title>Nothing was imported</title><status>422</status><detail>nothing was imported: 1 record is refused</detail><errors><i><line>2</line><in>body</in><pointer>/stock</pointer><message>stock must be an integer from 0 to 1000000000</message></i></errors></problem> */
                "application/problem+xml": components["schemas"]["ImportRefusedProblem"];
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
                 *       "type": "about:blank",
                 *       "title": "Not Found",
                 *       "status": 404,
                 *       "detail": "there is nothing here",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Not Found</title><status>404</status><detail>there is nothing here</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
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
        /** @description The request has `If-None-Match: *`, so the client has an answer already */
        NotModifiedUntaggedWithCacheControl: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                /**
                 * @description Never stored
                 * @example no-store
                 */
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request has `If-None-Match: *`, so the client has an answer already */
        NotModifiedUntaggedWithCacheControl2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                /**
                 * @description No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)
                 * @example private, no-store
                 */
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request has `If-None-Match: *`, so the client has an answer already */
        NotModifiedUntaggedWithCacheControl3: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                /**
                 * @description No cache keeps the stream, and nobody compresses it
                 * @example no-store, no-transform
                 */
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request has `If-None-Match: *`, so the client has an answer already */
        NotModifiedUntaggedWithCacheControlWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                /**
                 * @description Shared caches may use the answer for some seconds; browsers ask each time (RFC 9111 §5.2.2)
                 * @example public, max-age=0, s-maxage=10
                 */
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request has `If-None-Match: *`, so the client has an answer already */
        NotModifiedUntaggedWithContentLocationWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                /**
                 * @description The same URL, whose representation the content is at the moment (RFC 9110 §8.7)
                 * @example /v1/products?search=arabica&sort=name
                 */
                "Content-Location"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The version that the client has is still current */
        NotModifiedWithCacheControl: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                ETag: components["headers"]["ETag"];
                /**
                 * @description Shared caches may use the answer for some seconds; browsers ask each time (RFC 9111 §5.2.2)
                 * @example public, max-age=0, s-maxage=10
                 */
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The version that the client has is still current */
        NotModifiedWithCacheControl2: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                ETag: components["headers"]["ETag"];
                /**
                 * @description No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)
                 * @example private, no-store
                 */
                "Cache-Control"?: string;
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
                 *       "type": "about:blank",
                 *       "title": "Internal Server Error",
                 *       "status": 500,
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Internal Server Error</title><status>500</status><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
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
                 *       "type": "about:blank",
                 *       "title": "Internal Server Error",
                 *       "status": 500,
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Internal Server Error</title><status>500</status><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description Any other failure, by `status`: the method is not supported (405), `Accept` allows no format (406), the body is late (408), too large (413) or of an unsupported type (415), there are too many requests (429), or the service fails (500, 503) */
        OtherFailureWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
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
                 *       "type": "about:blank",
                 *       "title": "Internal Server Error",
                 *       "status": 500,
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Internal Server Error</title><status>500</status><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description There is not enough in stock; A request with this idempotency key is being handled */
        OutOfStockProblemIdempotencyKeyInFlightProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/out-of-stock",
                 *       "title": "There is not enough in stock",
                 *       "status": 409,
                 *       "detail": "there is not enough in stock for a line of the order",
                 *       "shortages": [
                 *         {
                 *           "productId": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                 *           "wanted": 200,
                 *           "left": 140
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["OutOfStockProblem"] | components["schemas"]["IdempotencyKeyInFlightProblem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>/problems/out-of-stock</type><title>There is not enough in stock</title><status>409</status><detail>there is not enough in stock for a line of the order</detail><shortages><i><productId>449f7f04-ef38-4cef-8cd9-6343c1eb768b</productId><wanted>200</wanted><left>140</left></i></shortages></problem> */
                "application/problem+xml": components["schemas"]["OutOfStockProblem"] | components["schemas"]["IdempotencyKeyInFlightProblem"];
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
                 *       "type": "about:blank",
                 *       "title": "Precondition Failed",
                 *       "status": 412,
                 *       "detail": "the resource has changed since the version that the request names",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Precondition Failed</title><status>412</status><detail>the resource has changed since the version that the request names</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
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
                 *       "type": "about:blank",
                 *       "title": "Precondition Failed",
                 *       "status": 412,
                 *       "detail": "the resource has changed since the version that the request names",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Precondition Failed</title><status>412</status><detail>the resource has changed since the version that the request names</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The request has `If-Match`, but the resource has no entity tag */
        PreconditionFailedUntaggedWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Precondition Failed",
                 *       "status": 412,
                 *       "detail": "the resource has changed since the version that the request names",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Precondition Failed</title><status>412</status><detail>the resource has changed since the version that the request names</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
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
                 *       "type": "about:blank",
                 *       "title": "Precondition Required",
                 *       "status": 428,
                 *       "detail": "this request must say in If-Match which version it means to change",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Precondition Required</title><status>428</status><detail>this request must say in If-Match which version it means to change</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
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
                 *       "type": "about:blank",
                 *       "title": "Service Unavailable",
                 *       "status": 503,
                 *       "detail": "the request took too long",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Service Unavailable</title><status>503</status><detail>the request took too long</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The service is temporarily unavailable; The service is not ready */
        ServiceUnavailableNotReadyProblem: {
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
                 *       "type": "/problems/not-ready",
                 *       "title": "The service is not ready",
                 *       "status": 503,
                 *       "detail": "not ready: database",
                 *       "degraded": [],
                 *       "parts": [
                 *         {
                 *           "name": "database",
                 *           "ready": false,
                 *           "required": true,
                 *           "detail": "it is shutting down"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["NotReadyProblem"] | components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>/problems/not-ready</type><title>The service is not ready</title><status>503</status><detail>not ready: database</detail><degraded/><parts><i><name>database</name><ready>false</ready><required>true</required><detail>it is shutting down</detail></i></parts></problem> */
                "application/problem+xml": components["schemas"]["NotReadyProblem"] | components["schemas"]["Problem"];
            };
        };
        /** @description The service is temporarily unavailable */
        ServiceUnavailableWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                "Retry-After": components["headers"]["Retry-After"];
                "Cache-Control": components["headers"]["Cache-Control"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Service Unavailable",
                 *       "status": 503,
                 *       "detail": "the request took too long",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Service Unavailable</title><status>503</status><detail>the request took too long</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
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
        /** @description The SKU is taken */
        SkuTakenProblemWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
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
        /** @description Too many requests */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                /**
                 * @description The seconds until the next request can succeed
                 * @example 17
                 */
                "Retry-After"?: string;
                /**
                 * @description The name of the limit, the requests that remain (`r`) and the seconds until its window ends (`t`)
                 * @example "reads"; r=0; t=17
                 */
                RateLimit?: string;
                /**
                 * @description The name of the limit, the requests in a window (`q`) and its length in seconds (`w`)
                 * @example "reads"; q=600; w=60
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too Many Requests",
                 *       "status": 429,
                 *       "detail": "too many requests",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Too Many Requests</title><status>429</status><detail>too many requests</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests */
        TooManyRequestsWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                /**
                 * @description The seconds until the next request can succeed
                 * @example 17
                 */
                "Retry-After"?: string;
                /**
                 * @description The name of the limit, the requests that remain (`r`) and the seconds until its window ends (`t`)
                 * @example "reads"; r=0; t=17
                 */
                RateLimit?: string;
                /**
                 * @description The name of the limit, the requests in a window (`q`) and its length in seconds (`w`)
                 * @example "reads"; q=600; w=60
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too Many Requests",
                 *       "status": 429,
                 *       "detail": "too many requests",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Too Many Requests</title><status>429</status><detail>too many requests</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The request has no valid credentials */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Vary: components["headers"]["Vary"];
                "WWW-Authenticate": components["headers"]["WWW-AuthenticateAlways"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "a bearer token is needed",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Unauthorized</title><status>401</status><detail>a bearer token is needed</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
        /** @description The request has no valid credentials */
        UnauthorizedWithAcceptQuery: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Query": components["headers"]["Accept-Query"];
                Vary: components["headers"]["Vary"];
                "WWW-Authenticate": components["headers"]["WWW-AuthenticateAlways"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "a bearer token is needed",
                 *       "instance": "/example",
                 *       "timestamp": "2026-01-31T12:00:00.000Z"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><problem xmlns="urn:ietf:rfc:7807"><type>about:blank</type><title>Unauthorized</title><status>401</status><detail>a bearer token is needed</detail><instance>/example</instance><timestamp>2026-01-31T12:00:00.000Z</timestamp></problem> */
                "application/problem+xml": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
        Format: "json" | "xml";
        /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
        FormatInEventStream: "event-stream";
        /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
        FormatWithNdjsonCsv: "json" | "xml" | "ndjson" | "csv";
        /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
        FormatWithNdjsonCsv2: "ndjson" | "csv" | "json" | "xml";
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
         * @description The media types that the content of a QUERY may have, a structured list (RFC 10008 §3)
         * @example application/json, application/x-www-form-urlencoded
         */
        "Accept-Query": string;
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
         * @description The authentication schemes to use (RFC 9110 §11.6.1)
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description The authentication schemes to use (RFC 9110 §11.6.1)
         * @example Bearer
         */
        "WWW-AuthenticateAlways": string;
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
    readLiveness: {
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
            /** @description The process runs */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description Never stored
                     * @example no-store
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "alive"
                     *     }
                     */
                    "application/json": components["schemas"]["Liveness"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><liveness><status>alive</status></liveness> */
                    "application/xml": components["schemas"]["Liveness"];
                };
            };
            304: components["responses"]["NotModifiedUntaggedWithCacheControl"];
            400: components["responses"]["BadRequest"];
            412: components["responses"]["PreconditionFailedUntagged"];
            default: components["responses"]["OtherFailure"];
        };
    };
    readReadiness: {
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
            /** @description Every required part is ready */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description Never stored
                     * @example no-store
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "degraded": [
                     *         "broker"
                     *       ],
                     *       "parts": [
                     *         {
                     *           "name": "database",
                     *           "ready": true,
                     *           "required": true
                     *         },
                     *         {
                     *           "name": "broker",
                     *           "ready": false,
                     *           "required": false,
                     *           "detail": "events wait: it takes no messages: low on memory"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><readiness><status>ready</status><degraded><part>broker</part></degraded><parts><part><name>database</name><ready>true</ready><required>true</required></part><part><name>broker</name><ready>false</ready><required>false</required><detail>events wait: it takes no messages: low on memory</detail></part></parts></readiness> */
                    "application/xml": components["schemas"]["Readiness"];
                };
            };
            304: components["responses"]["NotModifiedUntaggedWithCacheControl"];
            400: components["responses"]["BadRequest"];
            412: components["responses"]["PreconditionFailedUntagged"];
            503: components["responses"]["ServiceUnavailableNotReadyProblem"];
            default: components["responses"]["OtherFailure"];
        };
    };
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
                     *       "orders": "/v1/orders",
                     *       "problems": "/problems",
                     *       "docs": "/docs",
                     *       "openapi": "/openapi.yaml"
                     *     }
                     */
                    "application/json": components["schemas"]["Welcome"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><welcome><service>Endware shop</service><products>/v1/products</products><orders>/v1/orders</orders><problems>/problems</problems><docs>/docs</docs><openapi>/openapi.yaml</openapi></welcome> */
                    "application/xml": components["schemas"]["Welcome"];
                };
            };
            304: components["responses"]["NotModifiedUntagged"];
            400: components["responses"]["BadRequest"];
            412: components["responses"]["PreconditionFailedUntagged"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["OtherFailure"];
        };
    };
    importProducts: {
        parameters: {
            query?: {
                /** @description `lines` stores what is right and refuses the rest; `all` stores everything or nothing */
                mode?: "lines" | "all";
                /** @description With `true`, nothing is stored: the results are those that an import would have now */
                "dry-run"?: boolean;
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["FormatWithNdjsonCsv"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {"sku":"LAN-1","name":"Lantern","description":"Burns all night.","category":"Camping","price":{"amount":1999,"currency":"EUR"},"stock":3} */
                "application/x-ndjson": string;
                /** @example {"sku":"LAN-1","name":"Lantern","description":"Burns all night.","category":"Camping","price":{"amount":1999,"currency":"EUR"},"stock":3} */
                "application/jsonl": string;
                /**
                 * @example sku,name,description,category,price.amount,price.currency,stock
                 *     LAN-1,Lantern,Burns all night.,Camping,1999,EUR,3
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description What became of each record, in the order of the file */
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
                     *         "line": 1,
                     *         "sku": "LAN-1",
                     *         "outcome": "created"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ImportResults"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><results><result><line>1</line><sku>LAN-1</sku><outcome>created</outcome></result></results> */
                    "application/xml": components["schemas"]["ImportResults"];
                };
            };
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["ImportRefusedProblem"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description No more than 2 files are imported at once; or the storage cannot be reached at the moment, or does not answer in time. In the mode `lines`, a part may be stored; the same file can be sent again */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /**
                 * @description Only products of exactly this category
                 * @example Coffee and Tea
                 */
                category?: string;
                /**
                 * @description Only products with all of these words in their SKU, name, category or description, in small or capital letters; `"two words"` stand side by side, `-word` is absent, `or` stands between alternatives
                 * @example arabica
                 */
                search?: string;
                /**
                 * @description Only products with a price in this currency, an ISO 4217 code; needed wherever prices are compared
                 * @example EUR
                 */
                currency?: string;
                /**
                 * @description The lowest price, in minor units of `currency`. A shop may switch it off: it is then not allowed, as any unknown name is
                 * @example 1000
                 */
                minPrice?: number;
                /**
                 * @description The highest price, in minor units of `currency`. A shop may switch it off: it is then not allowed, as any unknown name is
                 * @example 999999
                 */
                maxPrice?: number;
                /**
                 * @description Only products that are in stock; `false` for those that are not
                 * @example true
                 */
                inStock?: boolean;
                /** @description The order, by name, by price within a `currency`, or by time; with `-` the last comes first */
                sort?: "name" | "-name" | "price" | "-price" | "createdAt" | "-createdAt";
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
                    "Accept-Query": components["headers"]["Accept-Query"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description The next page, with the relation `next`; absent on the last page, and where there are no pages. GET reads it
                     * @example </v1/products?limit=20&after=bmFtZSA0NDlmN2YwNC1lZjM4LTRjZWYtOGNkOS02MzQzYzFlYjc2OGJlc3ByZXNzbyByb2FzdCBuYXBvbGk>; rel="next"
                     */
                    Link?: string;
                    /**
                     * @description Shared caches may use the answer for some seconds; browsers ask each time (RFC 9111 §5.2.2)
                     * @example public, max-age=0, s-maxage=10
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *         "sku": "CT-1001",
                     *         "name": "Espresso Roast Napoli",
                     *         "description": "Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.",
                     *         "category": "Coffee and Tea",
                     *         "price": {
                     *           "amount": 1290,
                     *           "currency": "EUR"
                     *         },
                     *         "stock": 140,
                     *         "version": 1,
                     *         "createdAt": "2026-01-31T12:00:00.000Z",
                     *         "updatedAt": "2026-01-31T12:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ProductList"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><products><product><id>449f7f04-ef38-4cef-8cd9-6343c1eb768b</id><sku>CT-1001</sku><name>Espresso Roast Napoli</name><description>Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.</description><category>Coffee and Tea</category><price><amount>1290</amount><currency>EUR</currency></price><stock>140</stock><version>1</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt></product></products> */
                    "application/xml": components["schemas"]["ProductList"];
                };
            };
            304: components["responses"]["NotModifiedUntaggedWithCacheControlWithAcceptQuery"];
            400: components["responses"]["BadRequestWithAcceptQuery"];
            412: components["responses"]["PreconditionFailedUntaggedWithAcceptQuery"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequestsWithAcceptQuery"];
            /** @description The storage cannot be reached at the moment, or does not answer in time */
            503: components["responses"]["ServiceUnavailableWithAcceptQuery"];
            default: components["responses"]["OtherFailureWithAcceptQuery"];
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
                    "Accept-Query": components["headers"]["Accept-Query"];
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
            400: components["responses"]["BadRequestWithChallengeWithAcceptQuery"];
            401: components["responses"]["UnauthorizedWithAcceptQuery"];
            403: components["responses"]["ForbiddenWithAcceptQuery"];
            409: components["responses"]["SkuTakenProblemWithAcceptQuery"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequestsWithAcceptQuery"];
            /** @description The storage cannot be reached at the moment, or does not answer in time; whether the change was stored is not known */
            503: components["responses"]["ServiceUnavailableWithAcceptQuery"];
            default: components["responses"]["OtherFailureWithAcceptQuery"];
        };
    };
    exportProducts: {
        parameters: {
            query?: {
                /**
                 * @description Only products of exactly this category
                 * @example Coffee and Tea
                 */
                category?: string;
                /**
                 * @description Only products with all of these words in their SKU, name, category or description, in small or capital letters; `"two words"` stand side by side, `-word` is absent, `or` stands between alternatives
                 * @example arabica
                 */
                search?: string;
                /**
                 * @description Only products with a price in this currency, an ISO 4217 code; needed wherever prices are compared
                 * @example EUR
                 */
                currency?: string;
                /**
                 * @description The lowest price, in minor units of `currency`. A shop may switch it off: it is then not allowed, as any unknown name is
                 * @example 1000
                 */
                minPrice?: number;
                /**
                 * @description The highest price, in minor units of `currency`. A shop may switch it off: it is then not allowed, as any unknown name is
                 * @example 999999
                 */
                maxPrice?: number;
                /**
                 * @description Only products that are in stock; `false` for those that are not
                 * @example true
                 */
                inStock?: boolean;
                /** @description The order, by name, by price within a `currency`, or by time; with `-` the last comes first */
                sort?: "name" | "-name" | "price" | "-price" | "createdAt" | "-createdAt";
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["FormatWithNdjsonCsv2"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All products that fit */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description Has a browser save the content under this name (RFC 6266)
                     * @example attachment; filename="products.csv"
                     */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *         "sku": "CT-1001",
                     *         "name": "Espresso Roast Napoli",
                     *         "description": "Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.",
                     *         "category": "Coffee and Tea",
                     *         "price": {
                     *           "amount": 1290,
                     *           "currency": "EUR"
                     *         },
                     *         "stock": 140,
                     *         "version": 1,
                     *         "createdAt": "2026-01-31T12:00:00.000Z",
                     *         "updatedAt": "2026-01-31T12:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ProductList"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><products><product><id>449f7f04-ef38-4cef-8cd9-6343c1eb768b</id><sku>CT-1001</sku><name>Espresso Roast Napoli</name><description>Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.</description><category>Coffee and Tea</category><price><amount>1290</amount><currency>EUR</currency></price><stock>140</stock><version>1</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt></product></products> */
                    "application/xml": components["schemas"]["ProductList"];
                };
            };
            304: components["responses"]["NotModifiedUntagged"];
            400: components["responses"]["BadRequest"];
            412: components["responses"]["PreconditionFailedUntagged"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description The storage cannot be reached at the moment, or does not answer in time, or as many exports are running as may run at once */
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
                 * @example 449f7f04-ef38-4cef-8cd9-6343c1eb768b
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
                     * @description Shared caches may use the answer for some seconds; browsers ask each time (RFC 9111 §5.2.2)
                     * @example public, max-age=0, s-maxage=10
                     */
                    "Cache-Control"?: string;
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
                     *       "id": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *       "sku": "CT-1001",
                     *       "name": "Espresso Roast Napoli",
                     *       "description": "Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.",
                     *       "category": "Coffee and Tea",
                     *       "price": {
                     *         "amount": 1290,
                     *         "currency": "EUR"
                     *       },
                     *       "stock": 140,
                     *       "version": 1,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><product><id>449f7f04-ef38-4cef-8cd9-6343c1eb768b</id><sku>CT-1001</sku><name>Espresso Roast Napoli</name><description>Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.</description><category>Coffee and Tea</category><price><amount>1290</amount><currency>EUR</currency></price><stock>140</stock><version>1</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt></product> */
                    "application/xml": components["schemas"]["Product"];
                };
            };
            304: components["responses"]["NotModifiedWithCacheControl"];
            400: components["responses"]["BadRequest"];
            /** @description There is no such product */
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
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
                 * @example 449f7f04-ef38-4cef-8cd9-6343c1eb768b
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sku": "CT-1001",
                 *       "name": "Espresso Roast Napoli",
                 *       "description": "Dark roast of Arabica and Robusta, 500 g of whole beans.",
                 *       "category": "Coffee and Tea",
                 *       "price": {
                 *         "amount": 1390,
                 *         "currency": "EUR"
                 *       },
                 *       "stock": 200
                 *     }
                 */
                "application/json": components["schemas"]["NewProduct"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><product><sku>CT-1001</sku><name>Espresso Roast Napoli</name><description>Dark roast of Arabica and Robusta, 500 g of whole beans.</description><category>Coffee and Tea</category><price><amount>1390</amount><currency>EUR</currency></price><stock>200</stock></product> */
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
                     * @example /v1/products/449f7f04-ef38-4cef-8cd9-6343c1eb768b
                     */
                    "Content-Location"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *       "sku": "CT-1001",
                     *       "name": "Espresso Roast Napoli",
                     *       "description": "Dark roast of Arabica and Robusta, 500 g of whole beans.",
                     *       "category": "Coffee and Tea",
                     *       "price": {
                     *         "amount": 1390,
                     *         "currency": "EUR"
                     *       },
                     *       "stock": 200,
                     *       "version": 2,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:05:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><product><id>449f7f04-ef38-4cef-8cd9-6343c1eb768b</id><sku>CT-1001</sku><name>Espresso Roast Napoli</name><description>Dark roast of Arabica and Robusta, 500 g of whole beans.</description><category>Coffee and Tea</category><price><amount>1390</amount><currency>EUR</currency></price><stock>200</stock><version>2</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:05:00.000Z</updatedAt></product> */
                    "application/xml": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such product */
            404: components["responses"]["NotFound"];
            409: components["responses"]["SkuTakenProblem"];
            /** @description The product has been changed since the version that the request names */
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
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
                 * @example 449f7f04-ef38-4cef-8cd9-6343c1eb768b
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
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such product */
            404: components["responses"]["NotFound"];
            /** @description The product has been changed since the version that the request names */
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
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
                 * @example 449f7f04-ef38-4cef-8cd9-6343c1eb768b
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
                 *         "amount": 1790
                 *       },
                 *       "stock": 120
                 *     }
                 */
                "application/json": components["schemas"]["ProductPatch"];
                /**
                 * @example {
                 *       "price": {
                 *         "amount": 1790
                 *       },
                 *       "stock": 120
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
                     * @example /v1/products/449f7f04-ef38-4cef-8cd9-6343c1eb768b
                     */
                    "Content-Location"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *       "sku": "CT-1001",
                     *       "name": "Espresso Roast Napoli",
                     *       "description": "Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.",
                     *       "category": "Coffee and Tea",
                     *       "price": {
                     *         "amount": 1790,
                     *         "currency": "EUR"
                     *       },
                     *       "stock": 120,
                     *       "version": 2,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:05:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Product"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><product><id>449f7f04-ef38-4cef-8cd9-6343c1eb768b</id><sku>CT-1001</sku><name>Espresso Roast Napoli</name><description>Dark roast of Arabica and Robusta, 500 g of whole beans. Tastes of cocoa and roasted hazelnut.</description><category>Coffee and Tea</category><price><amount>1790</amount><currency>EUR</currency></price><stock>120</stock><version>2</version><createdAt>2026-01-31T12:00:00.000Z</createdAt><updatedAt>2026-01-31T12:05:00.000Z</updatedAt></product> */
                    "application/xml": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such product */
            404: components["responses"]["NotFound"];
            409: components["responses"]["SkuTakenProblem"];
            /** @description The product has been changed since the version that the request names */
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description The storage cannot be reached at the moment, or does not answer in time; whether the change was stored is not known */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailureWithAcceptPatch"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Only orders with this status */
                status?: "placed" | "paid" | "shipped" | "delivered" | "cancelled";
                /** @description How many orders at most; without it 20, but all of them in NDJSON and CSV */
                limit?: number;
                /** @description Only what follows the page that has this in its `Link` with the relation `next` */
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
            /** @description The orders; an empty list when none fits */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The next page, with the relation `next`; absent on the last page
                     * @example </v1/orders?limit=20&after=LXBsYWNlZEF0IDdmM2MxZTBhLTViOGQtNGM1NS05ZDBlLTJhNmY0YjFjOGU5MDIwMjYtMDEtMzFUMTI6MDA6MDAuMDAwWg>; rel="next"
                     */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90",
                     *         "customerId": "customer-1",
                     *         "status": "placed",
                     *         "total": {
                     *           "amount": 4030,
                     *           "currency": "EUR"
                     *         },
                     *         "version": 1,
                     *         "placedAt": "2026-01-31T12:00:00.000Z",
                     *         "updatedAt": "2026-01-31T12:00:00.000Z",
                     *         "payBy": "2026-01-31T13:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["OrderList"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><orders><order><id>7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90</id><customerId>customer-1</customerId><status>placed</status><total><amount>4030</amount><currency>EUR</currency></total><version>1</version><placedAt>2026-01-31T12:00:00.000Z</placedAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt><payBy>2026-01-31T13:00:00.000Z</payBy></order></orders> */
                    "application/xml": components["schemas"]["OrderList"];
                };
            };
            304: components["responses"]["NotModifiedUntaggedWithCacheControl2"];
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailedUntagged"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description The storage cannot be reached at the moment, or does not answer in time */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    placeOrder: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header: {
                /**
                 * @description A name that the client makes up for this request, in quotation marks: 1 to 255 characters. The same request with the same key has its effect once, and gets the same answer for 24 hours
                 * @example "order-1"
                 */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lines": [
                 *         {
                 *           "productId": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                 *           "quantity": 2
                 *         },
                 *         {
                 *           "productId": "463036c6-36de-47ad-bb0d-c58d793aac07",
                 *           "quantity": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewOrder"];
                /** @example <?xml version="1.0" encoding="UTF-8"?><order><lines><line><productId>449f7f04-ef38-4cef-8cd9-6343c1eb768b</productId><quantity>2</quantity></line><line><productId>463036c6-36de-47ad-bb0d-c58d793aac07</productId><quantity>1</quantity></line></lines></order> */
                "application/xml": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            /** @description The order as it was placed */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    /**
                     * @description No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90",
                     *       "customerId": "customer-1",
                     *       "status": "placed",
                     *       "total": {
                     *         "amount": 4030,
                     *         "currency": "EUR"
                     *       },
                     *       "lines": [
                     *         {
                     *           "productId": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *           "sku": "CT-1001",
                     *           "name": "Espresso Roast Napoli",
                     *           "quantity": 2,
                     *           "unitPrice": {
                     *             "amount": 1290,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 2580,
                     *             "currency": "EUR"
                     *           }
                     *         },
                     *         {
                     *           "productId": "463036c6-36de-47ad-bb0d-c58d793aac07",
                     *           "sku": "CT-1008",
                     *           "name": "Filter Roast Yirgacheffe",
                     *           "quantity": 1,
                     *           "unitPrice": {
                     *             "amount": 1450,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 1450,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "placedAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z",
                     *       "payBy": "2026-01-31T13:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><order><id>7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90</id><customerId>customer-1</customerId><status>placed</status><total><amount>4030</amount><currency>EUR</currency></total><lines><line><productId>449f7f04-ef38-4cef-8cd9-6343c1eb768b</productId><sku>CT-1001</sku><name>Espresso Roast Napoli</name><quantity>2</quantity><unitPrice><amount>1290</amount><currency>EUR</currency></unitPrice><total><amount>2580</amount><currency>EUR</currency></total></line><line><productId>463036c6-36de-47ad-bb0d-c58d793aac07</productId><sku>CT-1008</sku><name>Filter Roast Yirgacheffe</name><quantity>1</quantity><unitPrice><amount>1450</amount><currency>EUR</currency></unitPrice><total><amount>1450</amount><currency>EUR</currency></total></line></lines><version>1</version><placedAt>2026-01-31T12:00:00.000Z</placedAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt><payBy>2026-01-31T13:00:00.000Z</payBy></order> */
                    "application/xml": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["OutOfStockProblemIdempotencyKeyInFlightProblem"];
            422: components["responses"]["IdempotencyKeyReusedProblemUnknownProductsProblemSeveralCurrenciesProblem"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description The storage cannot be reached at the moment, or does not answer in time; whether the change was stored is not known, and the same request with the same key finds it out */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    readOrder: {
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
                /** @description The id of an order */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    ETag: components["headers"]["ETag"];
                    /**
                     * @description No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90",
                     *       "customerId": "customer-1",
                     *       "status": "placed",
                     *       "total": {
                     *         "amount": 4030,
                     *         "currency": "EUR"
                     *       },
                     *       "lines": [
                     *         {
                     *           "productId": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *           "sku": "CT-1001",
                     *           "name": "Espresso Roast Napoli",
                     *           "quantity": 2,
                     *           "unitPrice": {
                     *             "amount": 1290,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 2580,
                     *             "currency": "EUR"
                     *           }
                     *         },
                     *         {
                     *           "productId": "463036c6-36de-47ad-bb0d-c58d793aac07",
                     *           "sku": "CT-1008",
                     *           "name": "Filter Roast Yirgacheffe",
                     *           "quantity": 1,
                     *           "unitPrice": {
                     *             "amount": 1450,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 1450,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "placedAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z",
                     *       "payBy": "2026-01-31T13:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><order><id>7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90</id><customerId>customer-1</customerId><status>placed</status><total><amount>4030</amount><currency>EUR</currency></total><lines><line><productId>449f7f04-ef38-4cef-8cd9-6343c1eb768b</productId><sku>CT-1001</sku><name>Espresso Roast Napoli</name><quantity>2</quantity><unitPrice><amount>1290</amount><currency>EUR</currency></unitPrice><total><amount>2580</amount><currency>EUR</currency></total></line><line><productId>463036c6-36de-47ad-bb0d-c58d793aac07</productId><sku>CT-1008</sku><name>Filter Roast Yirgacheffe</name><quantity>1</quantity><unitPrice><amount>1450</amount><currency>EUR</currency></unitPrice><total><amount>1450</amount><currency>EUR</currency></total></line></lines><version>1</version><placedAt>2026-01-31T12:00:00.000Z</placedAt><updatedAt>2026-01-31T12:00:00.000Z</updatedAt><payBy>2026-01-31T13:00:00.000Z</payBy></order> */
                    "application/xml": components["schemas"]["Order"];
                };
            };
            304: components["responses"]["NotModifiedWithCacheControl2"];
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such order, or it is that of another customer */
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description The storage cannot be reached at the moment, or does not answer in time */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["Format"];
            };
            header: {
                /**
                 * @description A name that the client makes up for this request, in quotation marks: 1 to 255 characters. The same request with the same key has its effect once, and gets the same answer for 24 hours
                 * @example "order-1"
                 */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of an order */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order as it was cancelled */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    ETag: components["headers"]["ETag"];
                    /**
                     * @description No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The path of the order, whose representation the content is (RFC 9110 §8.7)
                     * @example /v1/orders/7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90
                     */
                    "Content-Location"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90",
                     *       "customerId": "customer-1",
                     *       "status": "cancelled",
                     *       "total": {
                     *         "amount": 4030,
                     *         "currency": "EUR"
                     *       },
                     *       "lines": [
                     *         {
                     *           "productId": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *           "sku": "CT-1001",
                     *           "name": "Espresso Roast Napoli",
                     *           "quantity": 2,
                     *           "unitPrice": {
                     *             "amount": 1290,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 2580,
                     *             "currency": "EUR"
                     *           }
                     *         },
                     *         {
                     *           "productId": "463036c6-36de-47ad-bb0d-c58d793aac07",
                     *           "sku": "CT-1008",
                     *           "name": "Filter Roast Yirgacheffe",
                     *           "quantity": 1,
                     *           "unitPrice": {
                     *             "amount": 1450,
                     *             "currency": "EUR"
                     *           },
                     *           "total": {
                     *             "amount": 1450,
                     *             "currency": "EUR"
                     *           }
                     *         }
                     *       ],
                     *       "version": 2,
                     *       "placedAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:05:00.000Z",
                     *       "payBy": "2026-01-31T13:00:00.000Z",
                     *       "cancelReason": "requested"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><order><id>7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90</id><customerId>customer-1</customerId><status>cancelled</status><total><amount>4030</amount><currency>EUR</currency></total><lines><line><productId>449f7f04-ef38-4cef-8cd9-6343c1eb768b</productId><sku>CT-1001</sku><name>Espresso Roast Napoli</name><quantity>2</quantity><unitPrice><amount>1290</amount><currency>EUR</currency></unitPrice><total><amount>2580</amount><currency>EUR</currency></total></line><line><productId>463036c6-36de-47ad-bb0d-c58d793aac07</productId><sku>CT-1008</sku><name>Filter Roast Yirgacheffe</name><quantity>1</quantity><unitPrice><amount>1450</amount><currency>EUR</currency></unitPrice><total><amount>1450</amount><currency>EUR</currency></total></line></lines><version>2</version><placedAt>2026-01-31T12:00:00.000Z</placedAt><updatedAt>2026-01-31T12:05:00.000Z</updatedAt><payBy>2026-01-31T13:00:00.000Z</payBy><cancelReason>requested</cancelReason></order> */
                    "application/xml": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such order, or it is that of another customer */
            404: components["responses"]["NotFound"];
            409: components["responses"]["IllegalOrderStepProblemIdempotencyKeyInFlightProblem"];
            422: components["responses"]["IdempotencyKeyReusedProblem"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description The storage cannot be reached at the moment, or does not answer in time; whether the change was stored is not known, and the same request with the same key finds it out */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    watchOrder: {
        parameters: {
            query?: {
                /** @description The format of the answer, for links that cannot set `Accept`; it overrides `Accept` */
                format?: components["parameters"]["FormatInEventStream"];
            };
            header?: {
                /**
                 * @description The id of the last event that the client has. `EventSource` sends it by itself
                 * @example 1
                 */
                "Last-Event-Id"?: number;
            };
            path: {
                /** @description The id of an order */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description No cache keeps the stream, and nobody compresses it
                     * @example no-store, no-transform
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description Keeps nginx from holding events back
                     * @example no
                     */
                    "X-Accel-Buffering"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The client has every event of an order that is over */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            304: components["responses"]["NotModifiedUntaggedWithCacheControl3"];
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no order with this id that the caller may see */
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailedUntagged"];
            /** @description The caller watches too many orders, or has sent too many requests */
            429: components["responses"]["TooManyRequests"];
            /** @description The database cannot be reached at the moment */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    receiveEvent: {
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
                 *       "specversion": "1.0",
                 *       "id": "pay-1001",
                 *       "source": "/payments",
                 *       "type": "payment.received",
                 *       "data": {
                 *         "orderId": "7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90",
                 *         "paymentId": "p-1001",
                 *         "amount": {
                 *           "amount": 4030,
                 *           "currency": "EUR"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IncomingEvent"];
                /**
                 * @example {
                 *       "specversion": "1.0",
                 *       "id": "pay-1001",
                 *       "source": "/payments",
                 *       "type": "payment.received",
                 *       "data": {
                 *         "orderId": "7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90",
                 *         "paymentId": "p-1001",
                 *         "amount": {
                 *           "amount": 4030,
                 *           "currency": "EUR"
                 *         }
                 *       }
                 *     }
                 */
                "application/cloudevents+json": components["schemas"]["IncomingEvent"];
            };
        };
        responses: {
            /** @description The effect of the event is stored */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderId": "7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90",
                     *       "status": "paid",
                     *       "version": 2,
                     *       "repeated": false
                     *     }
                     */
                    "application/json": components["schemas"]["Receipt"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><receipt><orderId>7f3c1e0a-5b8d-4c55-9d0e-2a6f4b1c8e90</orderId><status>paid</status><version>2</version><repeated>false</repeated></receipt> */
                    "application/xml": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such order */
            404: components["responses"]["NotFound"];
            409: components["responses"]["IllegalOrderStepProblem"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description The storage cannot be reached at the moment; the same event can be sent again */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    beginSession: {
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
            /** @description The session has begun */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The session
                     * @example session=eyJhbGciOiJkaXIifQ; Path=/v1; Max-Age=3600; SameSite=Strict; HttpOnly; Secure
                     */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequestWithChallenge"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            /** @description The database cannot be reached at the moment */
            503: components["responses"]["ServiceUnavailable"];
            default: components["responses"]["OtherFailure"];
        };
    };
    endSession: {
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
            /** @description The browser has no session any more */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Vary: components["headers"]["Vary"];
                    /**
                     * @description No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The session
                     * @example session=eyJhbGciOiJkaXIifQ; Path=/v1; Max-Age=3600; SameSite=Strict; HttpOnly; Secure
                     */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["OtherFailure"];
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
                     *         "type": "/problems/import-refused",
                     *         "title": "Nothing was imported",
                     *         "status": 422,
                     *         "description": "The file was to be imported as a whole, and some of its records are refused. Correct them, or import line by line with `mode=lines`.",
                     *         "example": {
                     *           "type": "/problems/import-refused",
                     *           "title": "Nothing was imported",
                     *           "status": 422,
                     *           "detail": "nothing was imported: 1 record is refused",
                     *           "errors": [
                     *             {
                     *               "line": 2,
                     *               "in": "body",
                     *               "pointer": "/stock",
                     *               "message": "stock must be an integer from 0 to 1000000000"
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       {
                     *         "type": "/problems/not-ready",
                     *         "title": "The service is not ready",
                     *         "status": 503,
                     *         "description": "The service starts, stops, or has lost its database. Send requests to another instance, and ask this one again later.",
                     *         "example": {
                     *           "type": "/problems/not-ready",
                     *           "title": "The service is not ready",
                     *           "status": 503,
                     *           "detail": "not ready: database",
                     *           "degraded": [],
                     *           "parts": [
                     *             {
                     *               "name": "database",
                     *               "ready": false,
                     *               "required": true,
                     *               "detail": "it is shutting down"
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       {
                     *         "type": "/problems/sku-taken",
                     *         "title": "The SKU is taken",
                     *         "status": 409,
                     *         "description": "Every product of the shop has its own stock-keeping unit. Choose another one, or find the product that has this one.",
                     *         "example": {
                     *           "type": "/problems/sku-taken",
                     *           "title": "The SKU is taken",
                     *           "status": 409,
                     *           "detail": "another product has the SKU LAN-1 already",
                     *           "sku": "LAN-1"
                     *         }
                     *       },
                     *       {
                     *         "type": "/problems/out-of-stock",
                     *         "title": "There is not enough in stock",
                     *         "status": 409,
                     *         "description": "Nothing was taken from stock. Order what is left of these products, or come back later. The shop may keep the last piece of each product.",
                     *         "example": {
                     *           "type": "/problems/out-of-stock",
                     *           "title": "There is not enough in stock",
                     *           "status": 409,
                     *           "detail": "there is not enough in stock for a line of the order",
                     *           "shortages": [
                     *             {
                     *               "productId": "449f7f04-ef38-4cef-8cd9-6343c1eb768b",
                     *               "wanted": 200,
                     *               "left": 140
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       {
                     *         "type": "/problems/illegal-order-step",
                     *         "title": "The order cannot take this step",
                     *         "status": 409,
                     *         "description": "An order can be cancelled until it is shipped. Read it to see its status.",
                     *         "example": {
                     *           "type": "/problems/illegal-order-step",
                     *           "title": "The order cannot take this step",
                     *           "status": 409,
                     *           "detail": "an order that is shipped cannot become cancelled",
                     *           "from": "shipped",
                     *           "to": "cancelled"
                     *         }
                     *       },
                     *       {
                     *         "type": "/problems/idempotency-key-in-flight",
                     *         "title": "A request with this idempotency key is being handled",
                     *         "status": 409,
                     *         "description": "Send the same request again a little later: it is then answered as the one that is being handled.",
                     *         "example": {
                     *           "type": "/problems/idempotency-key-in-flight",
                     *           "title": "A request with this idempotency key is being handled",
                     *           "status": 409,
                     *           "detail": "a request with this idempotency key is in progress: repeat the request later"
                     *         }
                     *       },
                     *       {
                     *         "type": "/problems/idempotency-key-reused",
                     *         "title": "The idempotency key was used for another request",
                     *         "status": 422,
                     *         "description": "A key stands for one request and its content. Use a new key for a new request.",
                     *         "example": {
                     *           "type": "/problems/idempotency-key-reused",
                     *           "title": "The idempotency key was used for another request",
                     *           "status": 422,
                     *           "detail": "this idempotency key was used for another request: use a new key for a new request"
                     *         }
                     *       },
                     *       {
                     *         "type": "/problems/unknown-products",
                     *         "title": "The catalogue does not have these products",
                     *         "status": 422,
                     *         "description": "The products may have been removed. Look for them in the list of products.",
                     *         "example": {
                     *           "type": "/problems/unknown-products",
                     *           "title": "The catalogue does not have these products",
                     *           "status": 422,
                     *           "detail": "the catalogue does not have a product of the order",
                     *           "productIds": [
                     *             "00000000-0000-4000-8000-000000000000"
                     *           ]
                     *         }
                     *       },
                     *       {
                     *         "type": "/problems/several-currencies",
                     *         "title": "An order has one currency",
                     *         "status": 422,
                     *         "description": "The prices of these products are in several currencies. Place an order for each currency.",
                     *         "example": {
                     *           "type": "/problems/several-currencies",
                     *           "title": "An order has one currency",
                     *           "status": 422,
                     *           "detail": "an order must have one currency; these products have CHF, EUR: place an order for each",
                     *           "currencies": [
                     *             "CHF",
                     *             "EUR"
                     *           ]
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ProblemList"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><problemKinds xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:json="urn:endware:json"><problemKind><type>/problems/import-refused</type><title>Nothing was imported</title><status>422</status><description>The file was to be imported as a whole, and some of its records are refused. Correct them, or import line by line with `mode=lines`.</description><example json:arrays="errors"><type>/problems/import-refused</type><title>Nothing was imported</title><status>422</status><detail>nothing was imported: 1 record is refused</detail><errors><line xsi:type="xs:decimal">2</line><in>body</in><pointer>/stock</pointer><message>stock must be an integer from 0 to 1000000000</message></errors></example></problemKind><problemKind><type>/problems/not-ready</type><title>The service is not ready</title><status>503</status><description>The service starts, stops, or has lost its database. Send requests to another instance, and ask this one again later.</description><example json:arrays="degraded parts"><type>/problems/not-ready</type><title>The service is not ready</title><status>503</status><detail>not ready: database</detail><parts><name>database</name><ready xsi:type="xs:boolean">false</ready><required xsi:type="xs:boolean">true</required><detail>it is shutting down</detail></parts></example></problemKind><problemKind><type>/problems/sku-taken</type><title>The SKU is taken</title><status>409</status><description>Every product of the shop has its own stock-keeping unit. Choose another one, or find the product that has this one.</description><example><type>/problems/sku-taken</type><title>The SKU is taken</title><status>409</status><detail>another product has the SKU LAN-1 already</detail><sku>LAN-1</sku></example></problemKind><problemKind><type>/problems/out-of-stock</type><title>There is not enough in stock</title><status>409</status><description>Nothing was taken from stock. Order what is left of these products, or come back later. The shop may keep the last piece of each product.</description><example json:arrays="shortages"><type>/problems/out-of-stock</type><title>There is not enough in stock</title><status>409</status><detail>there is not enough in stock for a line of the order</detail><shortages><productId>449f7f04-ef38-4cef-8cd9-6343c1eb768b</productId><wanted xsi:type="xs:decimal">200</wanted><left xsi:type="xs:decimal">140</left></shortages></example></problemKind><problemKind><type>/problems/illegal-order-step</type><title>The order cannot take this step</title><status>409</status><description>An order can be cancelled until it is shipped. Read it to see its status.</description><example><type>/problems/illegal-order-step</type><title>The order cannot take this step</title><status>409</status><detail>an order that is shipped cannot become cancelled</detail><from>shipped</from><to>cancelled</to></example></problemKind><problemKind><type>/problems/idempotency-key-in-flight</type><title>A request with this idempotency key is being handled</title><status>409</status><description>Send the same request again a little later: it is then answered as the one that is being handled.</description><example><type>/problems/idempotency-key-in-flight</type><title>A request with this idempotency key is being handled</title><status>409</status><detail>a request with this idempotency key is in progress: repeat the request later</detail></example></problemKind><problemKind><type>/problems/idempotency-key-reused</type><title>The idempotency key was used for another request</title><status>422</status><description>A key stands for one request and its content. Use a new key for a new request.</description><example><type>/problems/idempotency-key-reused</type><title>The idempotency key was used for another request</title><status>422</status><detail>this idempotency key was used for another request: use a new key for a new request</detail></example></problemKind><problemKind><type>/problems/unknown-products</type><title>The catalogue does not have these products</title><status>422</status><description>The products may have been removed. Look for them in the list of products.</description><example json:arrays="productIds"><type>/problems/unknown-products</type><title>The catalogue does not have these products</title><status>422</status><detail>the catalogue does not have a product of the order</detail><productIds>00000000-0000-4000-8000-000000000000</productIds></example></problemKind><problemKind><type>/problems/several-currencies</type><title>An order has one currency</title><status>422</status><description>The prices of these products are in several currencies. Place an order for each currency.</description><example><type>/problems/several-currencies</type><title>An order has one currency</title><status>422</status><detail>an order must have one currency; these products have CHF, EUR: place an order for each</detail><currencies>CHF</currencies><currencies>EUR</currencies></example></problemKind></problemKinds> */
                    "application/xml": components["schemas"]["ProblemList"];
                };
            };
            304: components["responses"]["NotModifiedUntagged"];
            400: components["responses"]["BadRequest"];
            412: components["responses"]["PreconditionFailedUntagged"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
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
                /** @example import-refused */
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
                     *       "type": "/problems/import-refused",
                     *       "title": "Nothing was imported",
                     *       "status": 422,
                     *       "description": "The file was to be imported as a whole, and some of its records are refused. Correct them, or import line by line with `mode=lines`.",
                     *       "example": {
                     *         "type": "/problems/import-refused",
                     *         "title": "Nothing was imported",
                     *         "status": 422,
                     *         "detail": "nothing was imported: 1 record is refused",
                     *         "errors": [
                     *           {
                     *             "line": 2,
                     *             "in": "body",
                     *             "pointer": "/stock",
                     *             "message": "stock must be an integer from 0 to 1000000000"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ProblemKind"];
                    /** @example <?xml version="1.0" encoding="UTF-8"?><problemKind xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:json="urn:endware:json"><type>/problems/import-refused</type><title>Nothing was imported</title><status>422</status><description>The file was to be imported as a whole, and some of its records are refused. Correct them, or import line by line with `mode=lines`.</description><example json:arrays="errors"><type>/problems/import-refused</type><title>Nothing was imported</title><status>422</status><detail>nothing was imported: 1 record is refused</detail><errors><line xsi:type="xs:decimal">2</line><in>body</in><pointer>/stock</pointer><message>stock must be an integer from 0 to 1000000000</message></errors></example></problemKind> */
                    "application/xml": components["schemas"]["ProblemKind"];
                };
            };
            304: components["responses"]["NotModifiedUntagged"];
            400: components["responses"]["BadRequest"];
            /** @description There is no problem of this name */
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailedUntagged"];
            /** @description Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address */
            429: components["responses"]["TooManyRequests"];
            default: components["responses"]["OtherFailure"];
        };
    };
}
