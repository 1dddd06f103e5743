/** The namespace of `xml:lang` and `xml:space`. The prefix `xml` has it in every document. @see Namespaces in XML 1.0 §3 */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

/** The namespace of namespace declarations. No other name may have it. */
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

/** The namespace of `xsi:nil` and `xsi:type`. @see XML Schema 1.0 part 1 §2.6 */
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance'

/** The namespace of the types in `xsi:type`: `xs:string`, `xs:decimal`, `xs:double`, `xs:boolean`. */
export const XS_NAMESPACE = 'http://www.w3.org/2001/XMLSchema'

/** The namespace of problems, which RFC 9457 keeps from RFC 7807. @see RFC 9457 appendix B */
export const PROBLEM_NAMESPACE = 'urn:ietf:rfc:7807'

/**
 * The namespace of attributes for JSON structure that neither XML nor the contract can express. Clients may ignore these attributes.
 *
 * - `json:arrays="tags notes"` on an object names the members that are arrays, by their JSON names, escaped like names of elements. An
 *   array may have no element, or one element that would otherwise be read as the value itself.
 * - `json:alternative="1"` on the value of a union gives its alternative, counted from zero, where the content fits another one.
 * - `xsi:type="json:array"` and `xsi:type="json:object"` on a value without a schema mark an array in an element of its own and an object
 *   without members.
 */
export const JSON_NAMESPACE = 'urn:endware:json'
