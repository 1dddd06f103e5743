/**
 * The parameters that a path literal names, as Express 5 spells them: `:id` is a string, `*rest` an array of strings, and
 * what stands in braces may be absent. A path that is no literal has any parameters.
 */
export type PathParams<Path extends string> = string extends Path
  ? Readonly<Record<string, string>>
  : Flat<Parameters<Path>>

type Parameters<Path extends string> = Path extends `${infer Before}{${infer Group}}${infer After}`
  ? Required<Parameters<Before>> & Partial<Parameters<Group>> & Parameters<After>
  : Path extends `${infer Before}:${infer After}`
    ? Wildcards<Before> & { readonly [Name in UpToEnd<After>]: string } & Parameters<AfterName<After>>
    : Wildcards<Path>

type Wildcards<Path extends string> = Path extends `${string}*${infer After}`
  ? { readonly [Name in UpToEnd<After>]: readonly string[] } & Wildcards<AfterName<After>>
  : unknown

/** A parameter's name ends before whatever cannot stand in an identifier. */
type UpToEnd<Text extends string> = Text extends `${infer Name}${NameEnd}${string}` ? Shortest<Name, Text> : Text
type AfterName<Text extends string> = Text extends `${UpToEnd<Text>}${infer Rest}` ? Rest : ''

type NameEnd = '/' | '.' | '-' | ':' | '*' | '{' | '}' | '(' | ')' | '?' | '+' | '@' | ',' | ';' | '=' | '~' | '!'
type Shortest<Name extends string, Text extends string> = Name extends `${string}${NameEnd}${string}`
  ? UpToEnd<Name>
  : Text extends `${Name}${string}`
    ? Name
    : never

type Flat<Members> = { readonly [Name in keyof Members]: Members[Name] }
