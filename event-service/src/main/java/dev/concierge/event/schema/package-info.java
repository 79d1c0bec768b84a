/** What each kind of event must be, by JSON Schemas that operators set. */
@NullMarked
package dev.concierge.event.schema;

import org.jspecify.annotations.NullMarked;
