import type { Requirement, Verdict } from "../finding";
import type { Observations, Stage } from "../observations";
import { judgeAuthLogin } from "./auth-login";
import type { Case } from "./case";
import { judgeCertificate } from "./certificate";
import { judgeCredentials } from "./credentials";
import { judgeReachable } from "./reachable";
import { judgeSender } from "./sender";
import { judgeTlsVersion } from "./tls-version";
