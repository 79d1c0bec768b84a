@NullMarked
package dev.concierge.platform.settings;

import org.jspecify.annotations.NullMarked;
