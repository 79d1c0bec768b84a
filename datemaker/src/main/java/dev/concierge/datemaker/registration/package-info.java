/** Who takes part: registration, wait list, confirmation, presence. */
@NullMarked
package dev.concierge.datemaker.registration;

import org.jspecify.annotations.NullMarked;
