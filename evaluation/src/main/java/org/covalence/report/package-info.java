/**
 * Results laid out: a table for the screen, a page of Markdown, a document of JSON, and the one
 * sentence that says what may be claimed. Each is a pure function of a comparison, so the same
 * results give the same bytes. Nothing is measured here and no file is written.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.report;
