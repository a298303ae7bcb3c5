import { crashesAt } from "./crashes-at.ts";

crashesAt("interrupted twice", 20);
