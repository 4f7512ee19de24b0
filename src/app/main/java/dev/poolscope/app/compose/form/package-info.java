/**
 * What a form for a scenario is made of: the document with its edits, the fields that show and change one value of it, rows
 * and cards of fields, and where in all that a fault is. It knows no kind of stream, action or expectation.
 */
@NullMarked
package dev.poolscope.app.compose.form;

import org.jspecify.annotations.NullMarked;
