@NullMarked
package dev.concierge.platform.database;

import org.jspecify.annotations.NullMarked;
