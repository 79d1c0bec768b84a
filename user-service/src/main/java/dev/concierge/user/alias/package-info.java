/** Other names that guests are known by, and what was done under them before anybody knew whose they are. */
@NullMarked
package dev.concierge.user.alias;

import org.jspecify.annotations.NullMarked;
