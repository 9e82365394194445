// An authority of this run alone, and a server's certificate below it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const openssl = (...words) => execFileSync("openssl", words, { stdio: "pipe" });
const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

// `names`: of the server. Gives the authority's file, and key and certificate for a TLS server.
export function certify(home, names) {
  const file = (name) => home.path(name);
  openssl("req", "-x509", ...key, "-keyout", file("ca.key"), "-out", file("ca.pem"), "-days", "2", "-subj", "/CN=Test authority");
  openssl("req", "-new", ...key, "-keyout", file("server.key"), "-out", file("server.csr"), "-subj", `/CN=${names[0]}`);
  writeFileSync(file("server.ext"), `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}\nextendedKeyUsage=serverAuth\n`);
  openssl("x509", "-req", "-in", file("server.csr"), "-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial",
    "-days", "2", "-extfile", file("server.ext"), "-out", file("server.pem"));
  return { authority: file("ca.pem"), key: readFileSync(file("server.key")), cert: readFileSync(file("server.pem")) };
}
