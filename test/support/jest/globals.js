/** What modules get for `@jest/globals`. They outlive the spec file that loaded them first: it is the present one's. */
let present;

export const use = (globals) => {
  present = globals;
};

const presentOf = (name) =>
  new Proxy(() => {}, {
    apply: (_target, _this, args) => present[name](...args),
    get: (_target, property) => present[name][property],
  });

export const afterAll = presentOf("afterAll");
export const afterEach = presentOf("afterEach");
export const beforeAll = presentOf("beforeAll");
export const beforeEach = presentOf("beforeEach");
export const describe = presentOf("describe");
export const expect = presentOf("expect");
export const it = presentOf("it");
export const jest = presentOf("jest");
