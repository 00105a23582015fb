import ts from "typescript";

/** One import of a file, of whatever form. */
export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Names that are taken from it; empty for a side effect or a dynamic import. */
  readonly names: readonly string[];
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

/** Every import of a file: static, dynamic, re-export and import type. */
export function importsOf(file: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const each = importOf(node);
    if (each !== undefined) found.push(each);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    const bindings = clause?.namedBindings;
    const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
    const whole = bindings !== undefined && ts.isNamespaceImport(bindings) ? ["*"] : [];
    const names = [...(clause?.name ? ["default"] : []), ...whole, ...elements.map(originalName)];
    const allTypes = elements.length > 0 && elements.every(({ isTypeOnly }) => isTypeOnly) && !clause?.name;
    const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || allTypes;
    return { specifier: textOf(node.moduleSpecifier), names, typeOnly };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: textOf(node.moduleSpecifier), names: ["*"], typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: textOf(node.argument.literal), names: [], typeOnly: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { specifier: textOf(node.arguments[0]!), names: [], typeOnly: false };
  }
  return undefined;
}

function originalName({ name, propertyName }: ts.ImportSpecifier): string {
  return (propertyName ?? name).text;
}

/** A dynamic import's path is known up to what is filled in: `../index.ts?stack=`. */
function textOf(node: ts.Node): string {
  if (ts.isTemplateExpression(node)) return node.head.text;
  return ts.isStringLiteralLike(node) ? node.text : "";
}

/** Names in a file that it takes from the environment, as `process` or `Math.random`; none that it declares. */
export function globalsOf(file: ts.SourceFile, checker: ts.TypeChecker): readonly string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node) && isReference(node) && isUndeclared(node, checker)) {
      const { parent } = node;
      const member = ts.isPropertyAccessExpression(parent) && parent.expression === node;
      found.add(node.text);
      if (member) found.add(`${node.text}.${parent.name.text}`);
    }
    if (ts.isMetaProperty(node)) found.add("import.meta");
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

/** Not the name of a property, a key, or something that is being declared. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isMetaProperty(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  return !("name" in parent && parent.name === node) || ts.isShorthandPropertyAssignment(parent);
}

function isUndeclared(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const flags = ts.SymbolFlags.Value | ts.SymbolFlags.Alias;
  const symbol = checker.resolveName(node.text, node, flags, false);
  return (symbol?.declarations ?? []).length === 0;
}

/** Parses files that exist only in memory. Nothing is looked up: no library, no package, no other file. */
export function parse(files: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    noLib: true,
    noResolve: true,
    types: [],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    allowImportingTsExtensions: true,
    noEmit: true,
  };
  const host: ts.CompilerHost = {
    fileExists: (path) => files.has(path),
    readFile: (path) => files.get(path),
    getSourceFile: (path, language) => {
      const text = files.get(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, language, true);
    },
    getDefaultLibFileName: () => "",
    writeFile: () => undefined,
    getCurrentDirectory: () => "",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
  return ts.createProgram([...files.keys()], options, host);
}
