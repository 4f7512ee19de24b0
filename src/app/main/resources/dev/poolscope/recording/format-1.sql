-- The tables of a recording. Times are in nanoseconds from the start of the run; a negative one is before it.
-- Changing anything here makes a new format: RecordingFormat.VERSION.

CREATE TABLE run (
    id INTEGER PRIMARY KEY CHECK (id = 1), program TEXT NOT NULL, started_at TEXT NOT NULL,
    scenario_name TEXT NOT NULL, scenario TEXT NOT NULL, seed INTEGER NOT NULL, speed REAL NOT NULL,
    simulated_cores INTEGER NOT NULL, machine_cores INTEGER NOT NULL, java TEXT NOT NULL, system TEXT NOT NULL,
    pool_type TEXT NOT NULL, pool_name TEXT NOT NULL, max_workers INTEGER NOT NULL, idle_timeout_ns INTEGER,
    max_tasks_per_worker INTEGER NOT NULL, worker_threads TEXT NOT NULL, log_limit INTEGER NOT NULL,
    recorded_until_ns INTEGER NOT NULL, dropped_events INTEGER NOT NULL, lost_from_ns INTEGER,
    ended_in_order INTEGER NOT NULL, length_ns INTEGER, stopped INTEGER, cut_draws INTEGER,
    complete_after_ns INTEGER, unkept_until_ns INTEGER) STRICT;

CREATE TABLE summary (
    id INTEGER PRIMARY KEY CHECK (id = 1), submitted INTEGER NOT NULL, completed INTEGER NOT NULL,
    failed INTEGER NOT NULL, cancelled INTEGER NOT NULL, rejected INTEGER NOT NULL, peak_workers INTEGER NOT NULL,
    peak_pending INTEGER NOT NULL, spawned INTEGER NOT NULL, throughput REAL NOT NULL, lost_events INTEGER NOT NULL,
    unkept_events INTEGER NOT NULL, terminated INTEGER NOT NULL, broken INTEGER NOT NULL, starved INTEGER NOT NULL,
    blocked_ns INTEGER) STRICT;

CREATE TABLE retired (reason TEXT PRIMARY KEY, workers INTEGER NOT NULL) STRICT;

CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;

CREATE TABLE stream_summary (
    stream INTEGER PRIMARY KEY, place INTEGER NOT NULL, submitted INTEGER NOT NULL, started INTEGER NOT NULL,
    completed INTEGER NOT NULL, failed INTEGER NOT NULL, rejected INTEGER NOT NULL, throughput REAL NOT NULL) STRICT;

CREATE TABLE times (
    stream INTEGER, what TEXT NOT NULL, samples INTEGER NOT NULL, p50_ns INTEGER NOT NULL, p90_ns INTEGER NOT NULL,
    p95_ns INTEGER NOT NULL, p99_ns INTEGER NOT NULL, max_ns INTEGER NOT NULL, mean_ns REAL NOT NULL) STRICT;

CREATE TABLE leftover (
    place INTEGER PRIMARY KEY, stream TEXT NOT NULL, children INTEGER NOT NULL, tasks INTEGER NOT NULL) STRICT;

CREATE TABLE event_type (code INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;

CREATE TABLE event_count (type INTEGER PRIMARY KEY, happened INTEGER NOT NULL, written INTEGER NOT NULL,
    logged INTEGER NOT NULL) STRICT;

CREATE TABLE loss (from_ns INTEGER NOT NULL, to_ns INTEGER NOT NULL, type INTEGER NOT NULL, events INTEGER NOT NULL) STRICT;

CREATE TABLE cause (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;

CREATE TABLE task (
    id INTEGER PRIMARY KEY, stream INTEGER, due_ns INTEGER, submitted_ns INTEGER, started_ns INTEGER, worker INTEGER,
    ended_ns INTEGER, outcome INTEGER, cause INTEGER, cancelled_by TEXT, left_ns INTEGER) STRICT;

CREATE INDEX task_of_worker ON task (worker, started_ns) WHERE worker IS NOT NULL;

CREATE TABLE task_event (
    task INTEGER NOT NULL, ns INTEGER NOT NULL, place INTEGER NOT NULL, type INTEGER NOT NULL, worker INTEGER NOT NULL,
    lock_holder INTEGER, awaited_task INTEGER, PRIMARY KEY (task, ns, place)) STRICT, WITHOUT ROWID;

CREATE TABLE worker_event (
    worker INTEGER NOT NULL, ns INTEGER NOT NULL, place INTEGER NOT NULL, type INTEGER NOT NULL, reason TEXT,
    pending INTEGER, free INTEGER, alive INTEGER, cause INTEGER, PRIMARY KEY (worker, ns, place)) STRICT, WITHOUT ROWID;

CREATE TABLE pool_event (
    place INTEGER PRIMARY KEY, ns INTEGER NOT NULL, type INTEGER NOT NULL, text TEXT, stream INTEGER, due_ns INTEGER,
    worker INTEGER, before_ns INTEGER, after_ns INTEGER, cause INTEGER) STRICT;

CREATE TABLE starved_wait (event INTEGER NOT NULL, worker INTEGER NOT NULL, task INTEGER) STRICT;

CREATE TABLE event_order (
    ns INTEGER NOT NULL, place INTEGER NOT NULL, natural_place INTEGER NOT NULL, PRIMARY KEY (ns, place)) STRICT, WITHOUT ROWID;

CREATE TABLE count_sample (
    place INTEGER PRIMARY KEY, ns INTEGER NOT NULL, alive INTEGER NOT NULL, busy INTEGER NOT NULL, free INTEGER NOT NULL,
    pending INTEGER NOT NULL, submitted INTEGER NOT NULL, completed INTEGER NOT NULL, failed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL, rejected INTEGER NOT NULL, cancelled_by_pool INTEGER NOT NULL, state TEXT NOT NULL,
    broken INTEGER NOT NULL, dropped_from_ns INTEGER, most_late_ns INTEGER NOT NULL) STRICT;

-- What the run's log had at its end, if that is less than everything.

CREATE TABLE log_task (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;

CREATE TABLE log_worker_event (
    worker INTEGER NOT NULL, ns INTEGER NOT NULL, place INTEGER NOT NULL, type INTEGER NOT NULL, reason TEXT,
    pending INTEGER, free INTEGER, alive INTEGER, cause INTEGER, PRIMARY KEY (worker, ns, place)) STRICT, WITHOUT ROWID;

CREATE TABLE log_pool_event (
    place INTEGER PRIMARY KEY, ns INTEGER NOT NULL, type INTEGER NOT NULL, text TEXT, stream INTEGER, due_ns INTEGER,
    worker INTEGER, before_ns INTEGER, after_ns INTEGER, cause INTEGER) STRICT;

-- For people and their queries. The program itself reads the tables.

CREATE VIEW tasks AS
    SELECT task.id AS task, stream.name AS stream, due_ns, submitted_ns, started_ns, ended_ns, left_ns, worker,
        coalesce(event_type.name, iif(started_ns IS NULL, 'PENDING', 'RUNNING')) AS outcome, cancelled_by,
        cause.text AS cause, started_ns - due_ns AS wait_ns, ended_ns - started_ns AS run_ns, ended_ns - due_ns AS total_ns
    FROM task LEFT JOIN stream ON stream.id = task.stream LEFT JOIN event_type ON code = task.outcome
        LEFT JOIN cause ON cause.id = task.cause;

CREATE VIEW workers AS
    SELECT worker, max(iif(name = 'WORKER_SPAWNED', ns, NULL)) AS spawned_ns,
        max(iif(name = 'WORKER_SPAWNED', reason, NULL)) AS spawned_because,
        max(iif(name = 'WORKER_READY', ns, NULL)) AS ready_ns, max(iif(name = 'WORKER_RETIRED', ns, NULL)) AS retired_ns,
        max(iif(name = 'WORKER_RETIRED', reason, NULL)) AS retired_because,
        (SELECT count(*) FROM task WHERE task.worker = worker_event.worker AND started_ns IS NOT NULL) AS tasks
    FROM worker_event JOIN event_type ON code = type GROUP BY worker;

CREATE VIEW queue_depth AS
    SELECT ns, sum(delta) OVER (ORDER BY ns, delta DESC ROWS UNBOUNDED PRECEDING) AS pending
    FROM (SELECT submitted_ns AS ns, 1 AS delta FROM task WHERE submitted_ns IS NOT NULL
        UNION ALL SELECT started_ns, -1 FROM task WHERE started_ns IS NOT NULL
        UNION ALL SELECT ended_ns, -1 FROM task WHERE started_ns IS NULL AND worker IS NULL AND ended_ns IS NOT NULL);

CREATE VIEW waits AS
    SELECT task, ns AS from_ns, to_ns, to_ns - ns AS wait_ns, worker, lock_holder, awaited_task
    FROM (SELECT task_event.*, name, lead(ns) OVER (PARTITION BY task ORDER BY ns, place) AS to_ns
        FROM task_event JOIN event_type ON code = type)
    WHERE name = 'TASK_BLOCKED';
