import { crashesAt } from "./crashes-at.ts";

crashesAt("killed before the state is written", 1);
