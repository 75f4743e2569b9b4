#!/usr/bin/python3
"""Validates generated digests against schemas/digest.schema.json with an
independent validator, and checks that the schema refuses what it should."""
import copy
import json
import os
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not installed")
    sys.exit(0)

schema_path = os.path.join(os.environ["srcdir"], "schemas",
                           "digest.schema.json")
writer = os.path.join(os.environ["builddir"], "tests", "test-render-json")
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)
Validator = jsonschema.validators.validator_for(schema)
Validator.check_schema(schema)
# The pinned class: an unknown $schema must not fall back to a weaker one.
assert Validator is jsonschema.Draft7Validator
validator = Validator(schema)

results = []


def check(name, ok, detail=""):
    results.append(ok)
    print(f"{'ok' if ok else 'not ok'} {len(results)} {name}")
    if not ok and detail:
        print(f"# {detail}")


def sample(language):
    output = subprocess.run([writer, "--write", language], check=True,
                            stdout=subprocess.PIPE).stdout
    return json.loads(output.decode("utf-8"))


for language in ("en", "fr"):
    errors = list(validator.iter_errors(sample(language)))
    check(f"the {language} digest is valid", not errors,
          errors and errors[0].message)

digest = sample("en")


def refuse(name, change):
    bad = copy.deepcopy(digest)
    change(bad)
    check(f"refused: {name}", not validator.is_valid(bad))


def first_claim(d):
    return d["papers"][0]["claims"][0]


def objects(value, path=()):
    if isinstance(value, dict):
        yield path
        for key in value:
            yield from objects(value[key], path + (key,))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from objects(item, path + (i,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


open_objects, loose_members = [], []
for path in objects(digest):
    bad = copy.deepcopy(digest)
    at(bad, path)["surprise"] = 1
    if validator.is_valid(bad):
        open_objects.append(path)
    for key in list(at(digest, path)):
        if "context" in path[-1:] and key != "section" or key == "picture":
            continue
        bad = copy.deepcopy(digest)
        del at(bad, path)[key]
        if validator.is_valid(bad):
            loose_members.append(path + (key,))
check("no object takes an unknown member", not open_objects, open_objects[:3])
check("every member is required", not loose_members, loose_members[:3])

refuse("a claim without quotes as extract",
       lambda d: first_claim(d).update(quotes=[]))
refuse("an altered quote as extract",
       lambda d: first_claim(d)["quotes"][0].update(match="altered"))
refuse("a place for an absent quote",
       lambda d: first_claim(d)["quotes"][0].update(match="absent"))
refuse("an unknown verdict", lambda d: first_claim(d).update(verdict="true"))
refuse("a hash in capitals",
       lambda d: d["papers"][0]["read"].update(file_sha256="A" * 64))
refuse("a negative offset",
       lambda d: first_claim(d)["quotes"][0].update(start=-1))
def first_picture(d):
    return [q["picture"] for c in d["papers"][0]["claims"]
            for q in c["quotes"] if "picture" in q][0]


refuse("a picture somewhere else",
       lambda d: first_picture(d).update(file="evidence/../../x.png"))
refuse("a picture with an error",
       lambda d: first_picture(d).update(error="none"))
refuse("an alarm without words",
       lambda d: d["papers"][0]["read"]["alarms"][0].update(text=""))
refuse("not generated", lambda d: d.update(ai_generated=False))

print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
