/**
 * Everything that can be configured, as small immutable records: each component is declared once
 * with its description, default and range, and flags, configuration files, help and saved models
 * all come from that declaration. What a spec stands for is built elsewhere, by the trainer or by
 * the runtime. Nothing here reads posts or weights.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.spec;
