import { type DiffRequest, DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { isInputName } from "../inputs/names";
import { factsOf } from "../inputs/table";
import { difference } from "../model/diff";
import { refuseFilledPassword } from "../model/password-required";
import { type Properties, reveal } from "./values";

/**
 * `Diff`: what changes, by property.
 *
 * @throws SmtpProviderError `PASSWORD_REQUIRED` where `ignoreChanges` has the password of the state go to another server
 */
export function diff(request: DiffRequest): DiffResponse {
  const [known, wanted] = [reveal(request.getOlds()), reveal(request.getNews())];
  refuseIgnored(request.getIgnorechangesList(), reveal(request.getOldInputs()).values, wanted);
  const { changes, changed, replaces } = difference(known.values, wanted.values);
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse()
    .setChanges(changes ? DIFF_SOME : DIFF_NONE)
    .setReplacesList([...replaces])
    .setDiffsList([...changed])
    .setHasdetaileddiff(true);
  for (const name of changed) {
    const kind = new PropertyDiff()
      .setKind(kindOf(name, known.values[name], wanted.values[name]))
      .setInputdiff(true);
    response.getDetaileddiffMap().set(name, kind);
  }
  return response;
}

/** The password rule for an update whose password `ignoreChanges` has taken from the state. */
export function refuseIgnored(
  ignored: readonly string[],
  olds: Readonly<Properties>,
  { values, secrets }: ReturnType<typeof reveal>,
): void {
  if (ignored.some(isPassword)) refuseFilledPassword(olds, values, secrets);
}

/** A property path, as the engine takes it: `password`, `["password"]`, `*`. */
function isPassword(path: string): boolean {
  return ["password", '["password"]', "*", '["*"]'].includes(path);
}

function kindOf(name: string, known: unknown, wanted: unknown) {
  const { ADD, ADD_REPLACE, DELETE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  const replaces = isInputName(name) && factsOf(name).replaces === true;
  if (known === undefined) return replaces ? ADD_REPLACE : ADD;
  if (wanted === undefined) return DELETE;
  return replaces ? UPDATE_REPLACE : UPDATE;
}
