@NullMarked
package dev.concierge.platform.file;

import org.jspecify.annotations.NullMarked;
