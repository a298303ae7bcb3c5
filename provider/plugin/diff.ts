import {
  type DiffRequest,
  DiffResponse,
  PropertyDiff,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { difference } from "../model/diff";
import { refuseFilledPassword } from "../model/password-required";
import { type Revealed, reveal } from "./values";

/**
 * `Diff`: what changes, by property.
 *
 * @throws SmtpProviderError `PASSWORD_REQUIRED` where `ignoreChanges` has the password of the state go to another server
 */
export function diff(request: DiffRequest): DiffResponse {
  const [known, wanted] = [reveal(request.getOlds()), reveal(request.getNews())];
  refuseIgnored(request, wanted);
  const { changes, changed, replaces } = difference(known.values, wanted.values);
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse()
    .setChanges(changes ? DIFF_SOME : DIFF_NONE)
    .setReplacesList([...replaces])
    .setDiffsList([...changed])
    .setHasdetaileddiff(true);
  for (const name of changed) {
    const kind = new PropertyDiff()
      .setKind(kindOf(known.values[name], wanted.values[name], replaces.includes(name)))
      .setInputdiff(true);
    response.getDetaileddiffMap().set(name, kind);
  }
  return response;
}

/** The password rule for an update whose password `ignoreChanges` has taken from the state. */
export function refuseIgnored(request: DiffRequest | UpdateRequest, wanted: Revealed): void {
  if (!request.getIgnorechangesList().some(isPassword)) return;
  const olds = reveal(request.getOldInputs());
  refuseFilledPassword(olds.values, wanted.values, new Set([...olds.secrets, ...wanted.secrets]));
}

/** A property path, as the engine takes it: `password`, `["password"]`, `*`. */
function isPassword(path: string): boolean {
  return ["password", '["password"]', "*", '["*"]'].includes(path);
}

function kindOf(known: unknown, wanted: unknown, replaces: boolean) {
  const { ADD, ADD_REPLACE, DELETE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  if (known === undefined) return replaces ? ADD_REPLACE : ADD;
  if (wanted === undefined) return DELETE;
  return replaces ? UPDATE_REPLACE : UPDATE;
}
