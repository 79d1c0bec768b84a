@NullMarked
package dev.concierge.datemaker.registration;

import org.jspecify.annotations.NullMarked;
