/** What every HTTP request meets: strict JSON, a limit on bodies, documentation. */
@NullMarked
package dev.concierge.platform.web;

import org.jspecify.annotations.NullMarked;
