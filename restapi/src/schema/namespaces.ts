/** `xml:lang`, `xml:space` and the like; bound to the prefix `xml` in every document (Namespaces in XML 1.0 §3). */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

/** The namespace of namespace declarations; nothing else may use it. */
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

/** `xsi:nil` and `xsi:type` (XML Schema 1.0 part 1 §2.6). */
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance'

/** The datatypes that `xsi:type` names: `xs:string`, `xs:decimal`, `xs:double`, `xs:boolean`. */
export const XS_NAMESPACE = 'http://www.w3.org/2001/XMLSchema'

/** RFC 9457 appendix B keeps the namespace that RFC 7807 gave to problems. */
export const PROBLEM_NAMESPACE = 'urn:ietf:rfc:7807'

/**
 * What JSON says and XML cannot, where the contract leaves it open. Consumers who do not care may ignore these attributes.
 *
 * - `json:arrays="tags notes"` on an object: these of its members (by their JSON names, escaped like names of elements) are arrays,
 *   of however many elements follow: none, for an empty array, or one, where that could as well be the value itself.
 * - `json:alternative="1"` on the value of a union: it is of that alternative (counted from zero), where the content alone would
 *   be taken for another.
 * - `xsi:type="json:array"` and `xsi:type="json:object"` on a value of which the contract says nothing: it is an array in an element of its own,
 *   or an object without members.
 */
export const JSON_NAMESPACE = 'urn:endware:json'
