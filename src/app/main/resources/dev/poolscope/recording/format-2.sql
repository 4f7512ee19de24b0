-- What format 2 adds to format 1: where in the run each task is to be looked for, and the run in buckets of time.

-- Of an eighth of a second, floor(ns / 125000000): the lowest and highest numbers of the tasks that were submitted in it, and of
-- those that left the queue. Written while the run goes on.
CREATE TABLE task_slice (
    slice INTEGER PRIMARY KEY, first_submitted INTEGER, last_submitted INTEGER, first_left INTEGER, last_left INTEGER) STRICT;

-- The lane of each worker. Written while the run goes on.
CREATE TABLE worker_life (
    worker INTEGER PRIMARY KEY, lane INTEGER NOT NULL, spawned_ns INTEGER NOT NULL, retired_ns INTEGER) STRICT;

CREATE INDEX worker_life_end ON worker_life (retired_ns);

-- Written when the run is over: that the tables below are there, up to when, and how long a bucket of lanes is.
CREATE TABLE overview (
    id INTEGER PRIMARY KEY CHECK (id = 1), until_ns INTEGER NOT NULL, lanes INTEGER NOT NULL) STRICT;

CREATE TABLE lane_bucket (
    lane INTEGER NOT NULL, from_ns INTEGER NOT NULL, width_ns INTEGER NOT NULL, tasks INTEGER NOT NULL, failed INTEGER NOT NULL,
    starting_ns INTEGER NOT NULL, running_ns INTEGER NOT NULL, blocked_ns INTEGER NOT NULL, leaving_ns INTEGER NOT NULL,
    wrapping_up_ns INTEGER NOT NULL, idle_ns INTEGER NOT NULL, finalizing_ns INTEGER NOT NULL,
    not_recorded_ns INTEGER NOT NULL, PRIMARY KEY (lane, from_ns)) STRICT, WITHOUT ROWID;

CREATE TABLE percentile (
    what TEXT NOT NULL, until_ns INTEGER NOT NULL, samples INTEGER NOT NULL, p50_ns INTEGER NOT NULL, p95_ns INTEGER NOT NULL,
    p99_ns INTEGER NOT NULL, PRIMARY KEY (what, until_ns)) STRICT, WITHOUT ROWID;

CREATE TABLE histogram (
    stream INTEGER, what TEXT NOT NULL, from_ns INTEGER NOT NULL, below_ns INTEGER NOT NULL, tasks INTEGER NOT NULL) STRICT;
