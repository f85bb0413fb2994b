"""Annotated documents as text, tables and pages.

`output.write_documents` writes any format; `html`, `markdown`, `terminal`, `tables` and `jsonl`
hold one each.
Nothing is imported here, so that a command pays only for the format that it writes.
"""
