/** Who meets whom in which round, and who sits in which group: pure, the same for the same input and seed. */
@NullMarked
package dev.concierge.datemaker.plan;

import org.jspecify.annotations.NullMarked;
