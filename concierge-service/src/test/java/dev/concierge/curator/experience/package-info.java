@NullMarked
package dev.concierge.curator.experience;

import org.jspecify.annotations.NullMarked;
