import * as pulumi from "@pulumi/pulumi";

// As many resources as there are tenants, which do nothing but wait: as long as Auth0 takes to answer the requests that
// an SmtpEmailProvider makes for the same, the token's included, one after another.

const LATENCY_MS = Number(process.env.BENCH_LATENCY_MS);

const requests = (count: number) => new Promise((done) => setTimeout(done, count * LATENCY_MS));

const provider: pulumi.dynamic.ResourceProvider = {
  async create(inputs) {
    await requests(2);
    return { id: "empty", outs: inputs };
  },
  async update(_id, _olds, news) {
    await requests(2);
    return { outs: news };
  },
  async read(id, props) {
    await requests(2);
    return { id: id ?? "", props };
  },
  async delete() {
    await requests(3);
  },
};

class Empty extends pulumi.dynamic.Resource {
  constructor(name: string, from: string) {
    super(provider, name, { from });
  }
}

/** The config `tenants`, as `examples/multi-tenant` has it. */
interface Tenant {
  readonly name: string;
  readonly from: string;
}

const tenants = new pulumi.Config().requireObject<readonly Tenant[]>("tenants");
for (const { name, from } of tenants) new Empty(name, from);
