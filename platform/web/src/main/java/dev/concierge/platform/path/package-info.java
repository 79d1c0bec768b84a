/** What stands under which paths. */
@NullMarked
package dev.concierge.platform.path;

import org.jspecify.annotations.NullMarked;
