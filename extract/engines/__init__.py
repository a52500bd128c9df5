"""How the work is spread: over processes, over a cluster; the pipeline does not know.

A corpus is cut into shards (`plan`), each of which one function reads, extracts and writes as
parts of tables (`shard`); `pool` and `cluster` call it in other processes; `manifest` remembers
which shards are done.
"""
