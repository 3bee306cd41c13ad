/**
 * The model folder: what it says about itself, how it is written so that it is whole or not there,
 * and how it is checked before anything of it is loaded. Running a model is not done here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.model;
