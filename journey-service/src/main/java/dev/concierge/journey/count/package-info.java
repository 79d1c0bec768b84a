/** How many guests are where: counted with every move, so that nobody has to count runs. */
@NullMarked
package dev.concierge.journey.count;

import org.jspecify.annotations.NullMarked;
