/** What can be taken once at a time, such as a table, a boat or a guide, and when others have taken it. */
@NullMarked
package dev.concierge.resource.unit;

import org.jspecify.annotations.NullMarked;
