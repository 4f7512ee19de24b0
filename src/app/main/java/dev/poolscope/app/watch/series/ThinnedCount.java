package dev.poolscope.app.watch.series;

/** What is left of a count from before the detail: its mean over each bucket of time. */
interface ThinnedCount {

    /** How many buckets there are; 0 if nothing was thinned out. */
    int count();

    /** How long each is; the first begins at 0. */
    long widthNanos();

    /** The mean over a bucket, from 0. */
    double mean(int bucket);

    /** Where the detail begins; 0 if it begins at the beginning. */
    long endNanos();

    /** Of a run of which everything is kept. */
    ThinnedCount NONE = new ThinnedCount() {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public long widthNanos() {
            return 1;
        }

        @Override
        public double mean(int bucket) {
            return 0;
        }

        @Override
        public long endNanos() {
            return 0;
        }
    };
}
