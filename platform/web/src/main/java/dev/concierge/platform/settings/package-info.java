/** What all services share in settings, at the lowest precedence: {@code concierge-defaults.yaml}. */
@NullMarked
package dev.concierge.platform.settings;

import org.jspecify.annotations.NullMarked;
