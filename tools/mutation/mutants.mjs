import { createRequire } from 'node:module'

// TypeScript 5.9 has a compiler API. Version 7, which checks the types of this repository, is only a program.
const ts = createRequire(new URL('../openapi-types/package.json', import.meta.url))('typescript')

const operators = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
  '??=': ['='],
}
const twins = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['min', 'max'],
  ['max', 'min'],
])
const droppable = /^(?:trim|toLowerCase|toUpperCase|slice|filter|sort|reverse|flat|replace|freeze|concat|bind)$/

/**
 * Lists the small faults that can be planted in a source file. Each replaces the text from `start` to `end` with `text`. Types, imports
 * and the messages of errors have none.
 */
export function mutantsOf(source) {
  const tree = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ESNext, true)
  const found = []
  const plant = (node, ...texts) => {
    const [start, end] = [node.getStart(tree), node.end]
    for (const text of texts) if (text !== source.slice(start, end)) found.push({ start, end, text })
  }
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return
    for (const [target, ...texts] of faultsIn(node, tree)) plant(target, ...texts)
    if (ts.isNewExpression(node) && /Error|Exception$/.test(node.expression.getText(tree))) return
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function* faultsIn(node, tree) {
  const text = (part) => part.getText(tree)
  if (ts.isBinaryExpression(node)) {
    const operator = text(node.operatorToken)
    if (operators[operator] && !isCondition(node)) yield [node.operatorToken, ...operators[operator]]
    if (['&&', '||', '??'].includes(operator)) yield [node, text(node.left), text(node.right)]
  }
  if (ts.isIfStatement(node)) yield [node.expression, 'true', 'false']
  if (ts.isConditionalExpression(node)) yield [node, text(node.whenTrue), text(node.whenFalse)]
  if (ts.isWhileStatement(node)) yield [node.expression, 'false']
  if (ts.isPrefixUnaryExpression(node) && text(node)[0] === '!') yield [node, text(node.operand)]
  if (ts.isExpressionStatement(node) || ts.isThrowStatement(node)) yield [node, ';']
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) yield [node.body, 'undefined']
  if (node.questionDotToken) yield [node.questionDotToken, ts.isPropertyAccessExpression(node) ? '.' : '']
  if (node.kind === ts.SyntaxKind.TrueKeyword) yield [node, 'false']
  if (node.kind === ts.SyntaxKind.FalseKeyword) yield [node, 'true']
  if (ts.isNumericLiteral(node)) yield [node, `(${text(node)} + 1)`]
  if (ts.isStringLiteral(node) && !isCompared(node)) yield [node, node.text === '' ? "'mutant'" : "''"]
  if (ts.isTemplateExpression(node)) yield [node, "''"]
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isTarget(node)) yield [node, '[]']
  if (ts.isRegularExpressionLiteral(node)) yield [node, ...regularExpressions(text(node))]
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression
    const value = text(expression) === 'Object' ? node.arguments[0] : expression
    if (droppable.test(name.text) && value) yield [node, text(value)]
    const twin = twins.get(name.text)
    if (twin !== undefined) yield [name, twin]
  }
}

/** Reports whether a comparison is a whole condition. The faults `true` and `false` then cover the turned operator. */
function isCondition({ parent, operatorToken }) {
  const isTested = ts.isIfStatement(parent) || ts.isConditionalExpression(parent)
  return isTested && /^[!=]==$/.test(operatorToken.getText())
}

/** Reports whether a text is compared or names a member. The turned comparison then covers it. */
function isCompared({ parent }) {
  return (
    ts.isBindingElement(parent) || (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText()))
  )
}

/** Reports whether an array stands on the left of an assignment. */
function isTarget({ parent }) {
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
}

function regularExpressions(text) {
  const [start, end] = [text.replace('/^', '/'), text.replace(/\$(?=\/\w*$)/, '')]
  return [start, end, text.replace(/i(?=\w*$)/, '')].filter((each) => each !== text)
}
