/** Public lists of difficult inputs, run whole through the fleet; they are read where they are and not kept here. */
@NullMarked
package dev.concierge.e2e.lists;

import org.jspecify.annotations.NullMarked;
