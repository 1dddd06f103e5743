export type {
  Components,
  Contents,
  ExternalDocumentation,
  HeaderObject,
  Info,
  MediaTypeObject,
  MethodName,
  OpenApiDocument,
  OpenApiVersion,
  OperationObject,
  ParameterObject,
  PathItem,
  Reference,
  RequestBodyObject,
  ResponseObject,
  SecurityRequirementObject,
  Server,
  Tag,
} from './openapi/document-objects.js'
export { type Mounts, type OpenApiOptions, openapi } from './openapi/openapi-document.js'
export type { DocumentedSchemes, SecuritySchemeObject } from './openapi/security-schemes.js'
