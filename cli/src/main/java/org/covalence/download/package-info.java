/**
 * Published weights and word vectors, fetched once and checked before they can be used. What is
 * known is a fixed catalogue with sizes, hashes and licences; no address from data, from a model or
 * from a request is ever fetched. How the files are read is no subject here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.download;
