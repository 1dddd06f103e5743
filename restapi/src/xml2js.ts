export { type Xml2jsOptions, xml2js } from './xml/dialect/xml2js.js'
