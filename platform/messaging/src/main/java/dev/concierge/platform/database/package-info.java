/** Connections to the service's database, apart for each kind of work. */
@NullMarked
package dev.concierge.platform.database;

import org.jspecify.annotations.NullMarked;
