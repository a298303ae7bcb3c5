import { crashesAt } from "./crashes-at.ts";

crashesAt("killed before the request", 1);
