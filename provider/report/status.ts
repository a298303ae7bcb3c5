/** How something stands. `skipped`: it was not looked at. */
export type Status = "pass" | "warn" | "fail" | "skipped";
