@NullMarked
package dev.concierge.platform.web;

import org.jspecify.annotations.NullMarked;
