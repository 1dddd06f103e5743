/**
 * The parameters that a path literal names, as Express 5 spells them: `:id` is a string, `*rest` an array of strings, a name may be
 * quoted, and what stands in braces may be absent. A path that is no literal has every name, as a string.
 *
 * @see https://github.com/pillarjs/path-to-regexp#path-to-regexp
 * @example
 * const params: PathParams<'/shelves/:shelf/*path'> = { shelf: '7', path: ['a', 'b'] }
 * params.path.length // => 2
 */
export type PathParams<Path extends string> = string extends Path
  ? Readonly<Record<string, string>>
  : { readonly [Name in keyof Members<Found<Path>>]: Members<Found<Path>>[Name] }

type Members<All extends Parameter> = {
  readonly [P in All as P extends Needed ? P['name'] : never]: ValueOf<P>
} & {
  readonly [P in All as P extends Needed ? never : P['name']]?: ValueOf<P> | undefined
}

interface Parameter {
  readonly name: string
  readonly sign: ':' | '*'
  readonly optional: boolean
}
type Needed = { readonly optional: false }
type ValueOf<P extends Parameter> = P['sign'] extends ':' ? string : readonly string[]

/** Finds the parameters. A path that has only parameters such as `:id` is read in leaps, which costs the compiler less. */
type Found<Path extends string> = Path extends `${string}${'\\' | '{' | '*' | '"' | '?'}${string}`
  ? Read<Path>
  : Leap<Path>

type Leap<Path extends string, Before extends Parameter = never> = Path extends `${string}:${infer Rest}`
  ? Landed<NameOf<Rest>, Before>
  : Before

type Landed<Name extends readonly [string, string], Before extends Parameter> = Name[0] extends ''
  ? Leap<Name[1], Before>
  : Leap<Name[1], Before | { name: Name[0]; sign: ':'; optional: false }>

/** Reads a path character by character; `Depth` has an item for each brace that is open. */
type Read<
  Path extends string,
  Depth extends readonly 0[] = [],
  Before extends Parameter = never,
> = Path extends `\\${string}${infer Rest}`
  ? Read<Rest, Depth, Before>
  : Path extends `${infer Char}${infer Rest}`
    ? Char extends '{'
      ? Read<Rest, [...Depth, 0], Before>
      : Char extends '}'
        ? Read<Rest, Depth extends readonly [0, ...infer Outer extends readonly 0[]] ? Outer : [], Before>
        : Char extends ':' | '*'
          ? Continued<NameOf<Rest>, Char, Depth, Before>
          : Read<Rest, Depth, Before>
    : Before

/** Goes on after a name. A star without one names nothing; a question mark after one is how Express 4 says that it may be absent. */
type Continued<
  Name extends readonly [string, string],
  Sign extends ':' | '*',
  Depth extends readonly 0[],
  Before extends Parameter,
> = Name[0] extends ''
  ? Read<Name[1], Depth, Before>
  : Read<
      Name[1],
      Depth,
      | Before
      | { name: Name[0]; sign: Sign; optional: Depth extends [] ? (Name[1] extends `?${string}` ? true : false) : true }
    >

/** The name at the start of the text, and what comes after it. */
type NameOf<Text extends string> = Text extends `"${infer Rest}` ? Quoted<Rest> : Plain<Text>

type Quoted<Text extends string, Name extends string = ''> = Text extends `\\${infer Char}${infer Rest}`
  ? Quoted<Rest, `${Name}${Char}`>
  : Text extends `"${infer Rest}`
    ? [Name, Rest]
    : Text extends `${infer Char}${infer Rest}`
      ? Quoted<Rest, `${Name}${Char}`>
      : [Name, '']

type Plain<Text extends string, Name extends string = ''> = Text extends `${infer Char}${infer Rest}`
  ? Char extends NameEnd
    ? [Name, Text]
    : Plain<Rest, `${Name}${Char}`>
  : [Name, '']

/** The characters of ASCII that cannot stand in an identifier. */
type NameEnd = '/' | '\\' | '.' | '-' | ':' | '*' | '{' | '}' | '(' | ')' | '?' | '+' | Punctuation
type Punctuation =
  | '@'
  | ','
  | ';'
  | '='
  | '~'
  | '!'
  | '"'
  | "'"
  | '`'
  | '#'
  | '%'
  | '&'
  | '<'
  | '>'
  | '['
  | ']'
  | '^'
  | '|'
  | ' '
