"""Bundles spoilt on purpose."""

import hashlib
import json
import zipfile


def members(file):
    """Every member of a zip file, by its name."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(file, held):
    """A zip file of these members, as a stranger would write it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return file


def changed(bundle, file, name, change):
    """A copy of a bundle with one member changed."""
    held = members(bundle)
    held[name] = change(held[name])
    return packed(file, held)


def resealed(bundle, file, name, change):
    """The same, with the digest of the member made right again."""
    held = members(bundle)
    held[name] = change(held[name])
    said = json.loads(held["bundle.json"])
    said["members"][name] = hashlib.sha256(held[name]).hexdigest()
    held["bundle.json"] = (
        json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    )
    return packed(file, held)
