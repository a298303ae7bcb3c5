import { crashesAt } from "./crashes-at.ts";

crashesAt("killed after the server applied it", 1);
