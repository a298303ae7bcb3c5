import type { StoredProvider } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import type { Scene, Suite } from "./provider-suite.ts";

/** Who gets the mails. */
export const USER = "auth0|62463410c0242d00699461c8";
export const RECIPIENT = "jane.doe@example.com";

/** A scene whose token may have mails sent, and the log read. */
export function verifyScene(suite: Suite, has?: StoredProvider): Scene {
  const scene = suite.scene(has);
  for (const scope of mailScopes) scene.tenant.scopes.add(scope);
  scene.tenant.users.set(USER, RECIPIENT);
  return scene;
}

export const verify = (onFailure: "rollback" | "fail" = "rollback") => ({
  verify: { userId: USER, waitSeconds: 30, onFailure },
});
