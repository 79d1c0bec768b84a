/** JSON Schemas that others wrote: they stand alone, and checking by them ends soon whatever they say. */
@NullMarked
package dev.concierge.platform.schema;

import org.jspecify.annotations.NullMarked;
