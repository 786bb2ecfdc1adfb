"""Writes what a package of Doorward is made of, as an SPDX 2.3 document.

usage: sbom.py NAME VERSION OUTPUT PACKAGE…

Each PACKAGE is the name of a Debian package that the build used; its version is the one installed here. The document
says nothing of the time or the machine, so that the same build gives the same bytes.
"""
import hashlib
import json
import os
import subprocess
import sys


def installed(names):
    """Version and homepage of each installed package of `names`, by name."""
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package}\t${Version}\t${Homepage}\t${db:Status-Status}\n", *names],
        capture_output=True, text=True, check=False).stdout
    rows = (line.split("\t") for line in shown.splitlines())
    return {row[0]: (row[1], row[2]) for row in rows if row[3] == "installed"}


def package(name, version, location, homepage=None):
    entry = {"name": name, "SPDXID": "SPDXRef-" + name.replace("+", "plus"), "versionInfo": version,
             "downloadLocation": location, "filesAnalyzed": False, "licenseConcluded": "NOASSERTION",
             "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION"}
    if homepage:
        entry["homepage"] = homepage
    return entry


def main(arguments):
    if len(arguments) < 4:
        sys.exit(__doc__)
    name, version, output, *names = arguments
    known = installed(names)
    own = package(name, version, "NOASSERTION")
    parts = [package(n, *((known[n][0], "https://packages.debian.org/" + n, known[n][1]))) for n in sorted(known)]
    digest = hashlib.sha256(json.dumps([own, parts], sort_keys=True).encode()).hexdigest()
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"{name}-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/{name}-{version}-{digest}",
        "creationInfo": {"created": "1970-01-01T00:00:00Z", "creators": ["Tool: doorward-sbom"]},
        "packages": [own, *parts],
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": own["SPDXID"]},
            *({"spdxElementId": own["SPDXID"], "relationshipType": "DEPENDS_ON", "relatedSpdxElement": part["SPDXID"]}
              for part in parts)]}
    with open(output + ".part", "w", encoding="utf-8") as out:
        json.dump(document, out, indent=1)
        out.write("\n")
    os.replace(output + ".part", output)


main(sys.argv[1:])
