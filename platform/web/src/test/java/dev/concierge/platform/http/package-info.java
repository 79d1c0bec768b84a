@NullMarked
package dev.concierge.platform.http;

import org.jspecify.annotations.NullMarked;
