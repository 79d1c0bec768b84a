@NullMarked
package dev.concierge.platform.security.web;

import org.jspecify.annotations.NullMarked;
