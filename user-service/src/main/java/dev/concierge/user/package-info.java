@NullMarked
package dev.concierge.user;

import org.jspecify.annotations.NullMarked;
