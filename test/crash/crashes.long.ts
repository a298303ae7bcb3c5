import { crashesAt } from "./crashes-at.ts";

crashesAt("killed before the request", 20);
crashesAt("killed after the server applied it", 20);
crashesAt("killed before the state is written", 20);
crashesAt("interrupted twice", 20);
