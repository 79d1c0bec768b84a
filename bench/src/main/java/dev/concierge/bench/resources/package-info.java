/** Figures of the resource service beside the live hub that shows its changes. */
@NullMarked
package dev.concierge.bench.resources;

import org.jspecify.annotations.NullMarked;
