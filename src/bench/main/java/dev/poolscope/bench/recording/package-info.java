/** What a large recording costs: to write, to open, and to look into. */
@NullMarked
package dev.poolscope.bench.recording;

import org.jspecify.annotations.NullMarked;
