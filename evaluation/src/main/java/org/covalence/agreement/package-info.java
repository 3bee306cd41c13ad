/**
 * How far annotators agree, and what follows for whoever is measured by their labels. Votes come in
 * as class indices; nothing here knows posts, files or systems. Scores of systems live in {@code
 * metric}.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.agreement;
