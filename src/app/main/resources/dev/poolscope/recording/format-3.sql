-- What format 3 adds to format 2: what lanes did in narrower buckets, where there are so many tasks that they are not read one by one.

-- A bucket of level 0 is 6,250,000 ns long, and one of each level four times as long as one of the level before; it begins at its number
-- times its length. Written while the run goes on, and only where there are more tasks than rows of a level.
CREATE TABLE lane_level (
    level INTEGER NOT NULL, bucket INTEGER NOT NULL, lane INTEGER NOT NULL, tasks INTEGER NOT NULL, failed INTEGER NOT NULL,
    starting_ns INTEGER NOT NULL, running_ns INTEGER NOT NULL, blocked_ns INTEGER NOT NULL, leaving_ns INTEGER NOT NULL,
    wrapping_up_ns INTEGER NOT NULL, idle_ns INTEGER NOT NULL, finalizing_ns INTEGER NOT NULL,
    not_recorded_ns INTEGER NOT NULL, PRIMARY KEY (level, bucket, lane)) STRICT, WITHOUT ROWID;
