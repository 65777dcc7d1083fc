import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostName, hostOf, hostSettingsSchema } from "../../worker/hosts.ts";
import { readSettings } from "../../worker/settings.ts";

const request = (headers: Record<string, string>, path = "/v1/align") =>
  new Request(`https://tiller.example.com${path}`, { headers });

const secrets = fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/);
const addresses = fc.ipV6();
const numbers = fc.integer({ min: 1, max: 64 });
const paths = fc.constantFrom("/v1/align", "/v1/models", "/v1/score?host=1", "/docs");

describe("which object a request goes to", () => {
  test("is the same for one key, however it is written, wherever it comes from and whatever it wants", async () => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        numbers,
        addresses,
        addresses,
        paths,
        async (key, hosts, one, other, path) => {
          const first = await hostOf(
            request({ authorization: `Bearer ${key}`, "cf-connecting-ip": one }),
            hosts,
          );
          const again = { authorization: `bearer   ${key} `, "cf-connecting-ip": other };
          expect(await hostOf(request(again, path), hosts)).toBe(first);
          expect(first).toBeLessThan(hosts);
        },
      ),
    );
  });

  test("is the same for one address without a key", async () => {
    await fc.assert(
      fc.asyncProperty(addresses, numbers, paths, async (address, hosts, path) => {
        const headers = { "cf-connecting-ip": address };
        expect(await hostOf(request(headers, path), hosts)).toBe(await hostOf(request(headers), hosts));
      }),
    );
  });

  test("is any of them about as often", async () => {
    const hosts = 8;
    const each = 100;
    for (const headersOf of [
      (index: number) => ({ authorization: `Bearer key-${index}` }),
      (index: number) => ({ "cf-connecting-ip": `192.0.${index >> 8}.${index & 255}` }),
    ]) {
      const counts = new Array<number>(hosts).fill(0);
      for (let index = 0; index < hosts * each; index++) {
        const host = await hostOf(request(headersOf(index)), hosts);
        counts[host] = (counts[host] ?? 0) + 1;
      }
      // Six standard deviations of a count that chance alone makes.
      for (const count of counts) expect(Math.abs(count - each)).toBeLessThan(6 * Math.sqrt(each));
    }
  });

  test("is the one asked for where it tells of itself, and the first unless asked", async () => {
    for (const path of ["/healthz", "/metrics"]) {
      const key = { authorization: "Bearer of-the-metrics" };
      expect(await hostOf(request(key, path), 3)).toBe(0);
      expect(await hostOf(request(key, `${path}?host=2`), 3)).toBe(2);
      for (const none of ["3", "-1", "1.5", "", "x", "1e1"]) {
        await expect(hostOf(request(key, `${path}?host=${none}`), 3)).rejects.toMatchObject({
          code: "not_found",
          message: expect.stringContaining("0 to 2"),
        });
      }
    }
  });
});

test("each object has a name of its own, the first that which the only one has", () => {
  const names = Array.from({ length: 64 }, (_, host) => hostName("model", host));
  expect(new Set(names).size).toBe(64);
  expect(names[0]).toBe("model");
});

test("one object is what there is, and more than 64 are refused", () => {
  expect(readSettings(hostSettingsSchema, {}).HOSTS).toBe(1);
  expect(readSettings(hostSettingsSchema, { HOSTS: "4" }).HOSTS).toBe(4);
  for (const HOSTS of ["0", "65", "1.5", "many"]) {
    expect(() => readSettings(hostSettingsSchema, { HOSTS })).toThrow(/^HOSTS: /);
  }
});
