/**
 * What the window stands on: the models that its parts share, what it asks and tells a person, and what it remembers.
 */
@NullMarked
package dev.poolscope.app.environment;

import org.jspecify.annotations.NullMarked;
