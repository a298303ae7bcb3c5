/** A clock on which waiting takes no time: it is set forward instead. */
export function skippingClock() {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    sleep: async (ms: number) => {
      ahead += ms;
    },
  };
}
