/** How fast guests are registered, changed, imported and read. */
@NullMarked
package dev.concierge.bench.users;

import org.jspecify.annotations.NullMarked;
