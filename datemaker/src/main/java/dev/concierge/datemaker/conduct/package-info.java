/** Leads events through their steps, each at its deadline, whichever pod is up. */
@NullMarked
package dev.concierge.datemaker.conduct;

import org.jspecify.annotations.NullMarked;
