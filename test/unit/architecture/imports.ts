import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/** One import of a source file, in whatever form it is written. */
export interface Import {
  /** A file below `provider/` without its ending (`model/plan`), or a package's name as written (`node:fs`). */
  readonly target: string;
  readonly local: boolean;
  /** Gone when the program runs. */
  readonly typeOnly: boolean;
  /** What it takes by name; undefined where it takes all. */
  readonly names: readonly string[] | undefined;
}

export interface Source {
  /** Below `provider/`, without its ending: `model/plan`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

/** All sources below a folder, with what they import: import, export from, import(), require() and import types. */
export function readSources(root: string): readonly Source[] {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const paths = files.map((file) => file.replaceAll("\\", "/").replace(/\.ts$/, "")).sort();
  return paths.map((path) => readSource(path, readFileSync(posix.join(root, `${path}.ts`), "utf8"), paths));
}

/** The room of a file below `provider/`: its first folder, or the file itself at the root. */
export function roomOf(path: string): string {
  return path.replace(/\/.*/, "");
}

export function readSource(path: string, text: string, known: readonly string[]): Source {
  const imports: Import[] = [];
  const add = (from: ts.Node | undefined, typeOnly: boolean, names?: readonly string[]) => {
    if (from === undefined || !ts.isStringLiteralLike(from)) return;
    imports.push({ ...resolve(path, from.text, known), typeOnly, names });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, ...ofImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, ...ofExport(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && loads(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(`${path}.ts`, text, ts.ScriptTarget.Latest, true));
  return { path, lines: text.split("\n").length - 1, imports };
}

function loads(called: ts.Expression): boolean {
  return (
    called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === "require")
  );
}

function ofImport(clause: ts.ImportClause | undefined): [typeOnly: boolean, names?: readonly string[]] {
  const named = clause?.namedBindings;
  const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (clause?.name !== undefined || named === undefined || !ts.isNamedImports(named)) return [typeOnly];
  return [typeOnly || named.elements.every((element) => element.isTypeOnly), namesOf(named.elements)];
}

function ofExport({ isTypeOnly, exportClause: named }: ts.ExportDeclaration): ReturnType<typeof ofImport> {
  if (named === undefined || !ts.isNamedExports(named)) return [isTypeOnly];
  return [isTypeOnly || named.elements.every((element) => element.isTypeOnly), namesOf(named.elements)];
}

function namesOf(elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]): readonly string[] {
  return elements.map(({ propertyName, name }) => (propertyName ?? name).text);
}

function resolve(
  from: string,
  specifier: string,
  known: readonly string[],
): Pick<Import, "target" | "local"> {
  if (!specifier.startsWith(".")) return { target: specifier, local: false };
  const path = posix.join(posix.dirname(from), specifier).replace(/\.[jt]s$/, "");
  // Outside provider/ there is but package.json, which holds no code.
  if (path.startsWith("../")) return { target: path, local: false };
  return { target: known.includes(path) ? path : posix.join(path, "index"), local: true };
}
