/**
 * Tells of a run in sentences: the life of a task or a worker, and what was going on at a moment. The window and the command line
 * say the same, since both say it with these.
 */
@NullMarked
package dev.poolscope.story;

import org.jspecify.annotations.NullMarked;
