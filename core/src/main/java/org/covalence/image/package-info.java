/**
 * Pictures from bytes to what an encoder takes: decoding with its limits and faults, and resizing,
 * cropping and scaling as Pillow and torchvision do. Nothing is learnt here, and which post a
 * picture belongs to is known to the caller alone. Formats are decoded by the readers of the
 * platform and of TwelveMonkeys; what they get was checked here first.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.image;
